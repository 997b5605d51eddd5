"""A post's HTML to its text: paragraphs as a reader sees them, one a line."""

import html
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from transforms.neutral import neutral

_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset("head iframe link meta noscript object script style template title".split())
_BREAKS = _BLOCKS | {"br"}
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
# A < that opens no tag is the author's: 营收<b公司的一半. A parser would swallow what follows.
_LESS_THAN = re.compile(r"<(?![a-zA-Z/!][^<>]*>)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \r\f\v\u00a0\u2000-\u200a\u3000]+")
_CELL = "\t"
_WHITE = re.compile(r"\s+")
_EMOJI = re.compile(r"\[[^\[\]\s]{1,12}\]")


def flatten(markup: str) -> str:
    """The text of a piece of HTML, or of plain text: paragraphs joined by newlines, none empty.

    Cells of a table row are joined by tabs, pictures are left out, an emoji picture is its
    `[title]`. Newlines of the source are breaks where nothing else breaks lines (short posts).
    """
    if not _MARKUP.search(markup):
        return tidy(html.unescape(markup))
    return flatten_tag(BeautifulSoup(_LESS_THAN.sub("&lt;", markup), "lxml"))


def flatten_tag(root: Tag) -> str:
    """The same for a tree that is parsed already."""
    return tidy("".join(_pieces(root, keeps_newlines=not _breaks_lines(root))))


def tidy(text: str) -> str:
    """Lines stripped, inner spaces folded to one, what is not seen and empty lines gone."""
    lines = (_line(line) for line in neutral(text).split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_line(text: str | None) -> str | None:
    """A title or name on one line, tidied; None where nothing is left."""
    return " ".join(tidy(text or "").split("\n")) or None


def _line(line: str) -> str:
    cells = (_SPACES.sub(" ", cell).strip() for cell in line.split("\t"))
    return "\t".join(cells).strip()


def _breaks_lines(root: Tag) -> bool:
    # lxml wraps a bare fragment's text in one <p>: a single paragraph breaks nothing.
    breaking = root.find_all(list(_BREAKS))
    return len(breaking) > 1 or any(tag.name != "p" for tag in breaking)


def _pieces(root: Tag, *, keeps_newlines: bool) -> Iterator[str]:
    """The text piece by piece, breaks as newlines, a cell's as spaces; nested ever so deep."""
    opened = [(iter(root.contents), "")]
    n_cells = 0
    while opened:
        children, closing = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            n_cells -= closing == _CELL
            piece = closing
        elif isinstance(child, Tag):
            if is_unseen(child):
                continue
            piece, closing = _borders(child)
            opened.append((iter(child.contents), closing))
            n_cells += closing == _CELL
        else:
            piece = _text(child, keeps_newlines=keeps_newlines)
        yield _WHITE.sub(" ", piece) if n_cells else piece


def _borders(tag: Tag) -> tuple[str, str]:
    """What stands before and after an element's own text."""
    if tag.name == "br":
        return "\n", ""
    if tag.name == "img":
        return _emoji(tag), ""
    if tag.name in ("td", "th"):
        return "", _CELL
    return ("\n", "\n") if tag.name in _BLOCKS else ("", "")


def _text(string: PageElement, *, keeps_newlines: bool) -> str:
    if not isinstance(string, NavigableString) or isinstance(string, PreformattedString):
        return ""  # comments, doctypes
    folded = string.replace("\t", " ")
    return folded if keeps_newlines else folded.replace("\n", " ")


def is_unseen(tag: Tag) -> bool:
    """Whether a browser shows nothing of the element."""
    return tag.name in _UNSEEN or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _emoji(image: Tag) -> str:
    title = str(image.get("title") or image.get("alt") or "")
    return title if _EMOJI.fullmatch(title) else ""
