"""What a browser shows of well-formed HTML, as text: the rules of `transforms.body`, tag by tag.

Not in the text: numbers of ordered lists (style sheets make them, or hide them).
"""

import re
from collections.abc import Callable, Iterator

_BLOCKS = frozenset(
    "address article aside blockquote caption center dd details dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup"
    " option p pre section summary table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(
    "annotation annotation-xml defs desc head iframe link meta metadata noembed noframes noscript"
    " object rp script style template title".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# A box may have letters of no size and hold others that are seen; a word of a line may not.
_INLINE = frozenset("a b em font i label small span strong sub sup u".split())
_GONE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?=[;!]|$))",
    re.IGNORECASE,
)
_SIZELESS = re.compile(
    r"(?:^|[;\s])font-size\s*:\s*0(?:\.0*)?[a-z%]{0,3}\s*(?=[;!]|$)", re.IGNORECASE
)
_STYLE = re.compile(r' style="([^"]*)"', re.IGNORECASE)
_HIDDEN = re.compile(r' hidden="(?:hidden|true)?"', re.IGNORECASE)
_NAMED = re.compile(r' (?:title|alt)="(\[[^\[\]\s"]{1,12}\])"')
_PICTURE = re.compile(r"\[(?:图片|照片|图|image|img|picture)\]", re.IGNORECASE)

_UNREAD = re.compile(
    r"<!--(?:.*?-->|.*+)|<(script|style|iframe|noembed|noframes)\b[^>]*>(?:.*?</\1>|.*+)", re.DOTALL
)
_TAG = re.compile(r"<(/?[a-zA-Z][^\s/<>]*)([^<>]*)>")
_WHITE = re.compile(r"\s+")
# A line end of the source, which a browser shows as a space; no text holds a bare carriage return.
SOURCE_BREAK = "\r"

Step = Callable[["_Sheet", str], None]


def shown(markup: str) -> tuple[list[str], bool]:
    """The text of HTML without stray `<`, in lines yet to be tidied, and whether tags broke them.

    Line ends of the source are SOURCE_BREAK. Lines of a quoted block begin with `> ` where the
    author says something outside of it.
    """
    first, *tokens = _TAG.split(_UNREAD.sub("", markup))
    sheet = _Sheet()
    sheet.say(first)
    for name, attributes, text in _seen(zip(*[iter(tokens)] * 3, strict=True)):
        step = _STEPS.get(name)
        if step is not None:
            step(sheet, attributes)
        if text:
            sheet.say(text)
    return sheet.lines(), sheet.has_breaks


def is_unseen(name: str, style: str, *, is_hidden: bool = False) -> bool:
    """Whether a browser shows nothing of an element of that name and style."""
    if name in _UNSEEN or is_hidden:
        return True
    return bool(style) and bool(
        _GONE.search(style) or (name in _INLINE and _SIZELESS.search(style))
    )


def _seen(tokens: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Tags with the text behind each, less the elements that are not shown."""
    unseen, depth = "", 0
    for token in tokens:
        name, attributes, text = token
        if unseen:
            depth += (name == unseen) - (name == f"/{unseen}")
            if not depth:
                unseen = ""
                yield "", "", text
        elif name in _UNSEEN or (attributes and _hides(name, attributes)):
            if name in _VOID:
                yield "", "", text
            else:
                unseen, depth = name, 1
        else:
            yield token


def _hides(name: str, attributes: str) -> bool:
    style = _STYLE.search(attributes)
    return is_unseen(name, style[1] if style else "", is_hidden=bool(_HIDDEN.search(attributes)))


class _Sheet:
    """The text so far, and what the tags that are open do to it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.n_cells = self.n_pres = self.n_quotes = 0
        self.n_paragraphs = self.n_breaks = 0
        self.quotes: list[tuple[int, int]] = []

    @property
    def has_breaks(self) -> bool:
        """A single paragraph breaks nothing: it is what a short post comes in."""
        return self.n_breaks > 0 or self.n_paragraphs > 1

    def say(self, text: str) -> None:
        if "&" in text:
            text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
            text = text.replace("&amp;", "&")
        if self.n_cells:
            text = _WHITE.sub(" ", text)
        elif not self.n_pres:
            text = text.replace("\n", SOURCE_BREAK)
        self.pieces.append(text.replace("\t", " "))

    def lines(self) -> list[str]:
        """The text cut at line breaks."""
        if not self._is_marked():
            return "".join(self.pieces).split("\n")
        found, position = [], 0
        for start, end in self.quotes:
            found += "".join(self.pieces[position:start]).split("\n")
            quoted = "".join(self.pieces[start:end]).split("\n")
            found += [f"> {line.strip()}" for line in quoted if line.strip()]
            position = end
        return [*found, *"".join(self.pieces[position:]).split("\n")]

    def _is_marked(self) -> bool:
        said = [piece for piece in self.pieces if piece.strip()]
        n_quoted = sum(bool(p.strip()) for a, b in self.quotes for p in self.pieces[a:b])
        return 0 < n_quoted < len(said)

    def break_line(self, _: str = "") -> None:
        self.n_breaks += 1
        self.pieces.append(" " if self.n_cells else "\n")

    def end_line(self, _: str = "") -> None:
        self.pieces.append(" " if self.n_cells else "\n")

    def open_paragraph(self, _: str) -> None:
        self.n_paragraphs += 1
        self.end_line()

    def open_cell(self, _: str) -> None:
        self.n_cells += 1

    def close_cell(self, _: str) -> None:
        self.n_cells -= 1
        self.pieces.append(" " if self.n_cells else "\t")

    def open_pre(self, _: str) -> None:
        self.n_pres += 1
        self.break_line()

    def close_pre(self, _: str) -> None:
        self.n_pres -= 1
        self.end_line()

    def open_quote(self, _: str) -> None:
        self.n_quotes += 1
        self.break_line()
        if self.n_quotes == 1 and not self.n_cells:
            self.quotes.append((len(self.pieces), len(self.pieces)))

    def close_quote(self, _: str) -> None:
        self.n_quotes -= 1
        if not self.n_quotes and not self.n_cells:
            self.quotes[-1] = (self.quotes[-1][0], len(self.pieces))
        self.end_line()

    def show_picture(self, attributes: str) -> None:
        """The name of an emoji; what only says that there was a picture is left out."""
        for name in _NAMED.findall(attributes):
            if not _PICTURE.fullmatch(name):
                self.pieces.append(name)
                return


_STEPS: dict[str, Step] = {
    **dict.fromkeys(_BLOCKS, _Sheet.break_line),
    **dict.fromkeys((f"/{name}" for name in _BLOCKS), _Sheet.end_line),
    "br": _Sheet.break_line,
    "p": _Sheet.open_paragraph,
    "td": _Sheet.open_cell,
    "th": _Sheet.open_cell,
    "/td": _Sheet.close_cell,
    "/th": _Sheet.close_cell,
    "pre": _Sheet.open_pre,
    "/pre": _Sheet.close_pre,
    "blockquote": _Sheet.open_quote,
    "/blockquote": _Sheet.close_quote,
    "img": _Sheet.show_picture,
    "rt": lambda sheet, _: sheet.pieces.append("("),
    "/rt": lambda sheet, _: sheet.pieces.append(")"),
}
