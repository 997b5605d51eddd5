"""A post's HTML to its text: paragraphs as a reader sees them, one a line."""

import html
import re
from typing import TYPE_CHECKING

from transforms import shown
from transforms.neutral import neutral
from transforms.tree import well_formed

if TYPE_CHECKING:
    from bs4 import Tag

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
# A < that opens no tag is the author's: 营收<b公司的一半. A parser would swallow what follows.
_LESS_THAN = re.compile(
    r"<(?!/?[a-zA-Z][a-zA-Z0-9:_-]*+(?:[\s/](?:[^<>]*+>|(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>)|>)"
    r"|!--|!\[|![dD][oO]|\?)"
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_PLACEHOLDER = re.compile(r"\[(?:图片|[Ii]mage|IMAGE)\]|【图片】")
# Only a table takes these; anywhere else a parser drops the tags and glues the cells.
_TABLE_PARTS = frozenset("table tbody thead tfoot tr".split())


def flatten(markup: str) -> str:
    """The text of a piece of HTML, or of plain text: paragraphs joined by newlines, none empty.

    Cells of a table row are joined by tabs, pictures are left out, an emoji picture is its
    `[title]`, the lines of a <blockquote> begin with `> `. Newlines of the source are breaks where
    nothing else breaks lines (short posts).
    """
    if not _MARKUP.search(markup):
        text = html.unescape(markup)
    else:
        whole = _CDATA.sub("", markup) if "<![CDATA[" in markup else markup
        lines, has_breaks = shown.shown(well_formed(_LESS_THAN.sub("&lt;", whole)))
        source_break = " " if has_breaks else "\n"
        text = "\n".join(lines).replace(shown.SOURCE_BREAK, source_break)
    return tidy(_PLACEHOLDER.sub("", text))


def flatten_tag(root: "Tag") -> str:
    """The same for what stands in an element of a BeautifulSoup tree."""
    inner = root.decode_contents()
    return flatten(f"<table>{inner}</table>" if root.name in _TABLE_PARTS else inner)


def tidy(text: str) -> str:
    """Lines stripped, inner spaces folded to one, what is not seen and empty lines gone."""
    lines = (_line(line) for line in neutral(text).split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_line(text: str | None) -> str | None:
    """A title or name on one line, tidied; None where nothing is left."""
    return " ".join(tidy(text or "").split("\n")) or None


def is_unseen(tag: "Tag") -> bool:
    """Whether a browser shows nothing of the element."""
    return shown.is_unseen(
        tag.name, str(tag.get("style") or ""), is_hidden=tag.get("hidden") is not None
    )


def _line(line: str) -> str:
    if "\t" not in line:
        return " ".join(line.split())
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip()
