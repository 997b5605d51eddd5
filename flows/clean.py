"""JSON lines through the cleaner: a text or HTML a line in, what is left and what went out."""

from collections.abc import Iterable, Iterator, Mapping

from flows.json_lines import Row, Unusable, answers, check_text
from transforms.capture import Unreadable
from transforms.cleaned import Cleaned, clean_html, clean_text
from transforms.removal import Removal

_GIVEN = ("text", "html")


def cleaned_lines(lines: Iterable[bytes], *, keeps_going: bool = False) -> Iterator[bytes]:
    """One line of JSON for each that is not blank; BadLine, or its answer, as in json_lines."""
    return answers(lines, cleaned_row, _echo, keeps_going=keeps_going)


def cleaned_row(row: Row) -> Row:
    """The answer to one record: its other keys, then the cleaned text and what was found.

    A key of the record that the answer has too gives way to it.
    """
    cleaned = _cleaned(row)
    # Offsets count characters of the text as given; that of HTML nobody has yet.
    source = {"source": cleaned.text} if "html" in row else {}
    return {
        **_echo(row),
        "text": cleaned.body,
        **source,
        "removals": [_piece(one, cleaned.text) for one in cleaned.removals],
        "content": [_piece(one, cleaned.text) for one in cleaned.content],
        "flags": cleaned.flags,
    }


def _cleaned(row: Mapping[str, object]) -> Cleaned:
    given = [name for name in _GIVEN if name in row]
    if len(given) != 1:
        raise Unusable(f"{' and '.join(given) or 'neither'} given: give text or html")
    for name in (*given, "author", "url"):
        check_text(row, name, is_optional=name not in given)
    author, url = str(row.get("author") or "") or None, str(row.get("url") or "")
    if given == ["text"]:
        return clean_text(str(row["text"]), author)
    try:
        return clean_html(str(row["html"]), author, url)
    except Unreadable as error:
        raise Unusable(str(error)) from error


def _echo(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _GIVEN}


def _piece(found: Removal, text: str) -> Row:
    told = {"support": found.support, "value": found.value}
    return {
        "rule_id": found.rule_id,
        "kind": found.kind,
        "start": found.span.start,
        "end": found.span.end,
        "text": found.span.of(text),
        **{name: value for name, value in told.items() if value is not None},
    }
