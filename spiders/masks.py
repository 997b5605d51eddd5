"""Masking one post's words in a page that shows it among others: a list, a repost, a feed.

Its objects are found in the page's data by its numbers, its rows in the markup by its address.
What others say of it in objects of their own is theirs and stays.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spiders.bare import N_SHINGLE, forms, shingles
from spiders.ownership import MASK, WORDLESS, Found, sort_words
from spiders.placed import Placed, Values, placed_values

# A shorter run of words stands in other texts by chance.
MIN_RUN = 6

_BLOCK = re.compile(r"<(tr|li|item|entry)\b[^<>]*>(?:(?!<\1\b).)*?</\1>", re.DOTALL)
_ANCHOR = re.compile(r"<a\b[^<>]*>.*?</a>", re.DOTALL)
_NODE = re.compile(r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?<=>)(?P<node>[^<>]+)(?=<)", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"(?P<name>\b(?:title|alt|content|href|src|data-title)=)(?P<mark>[\"'])(?P<value>.*?)(?P=mark)"
)


@dataclass(frozen=True)
class Subject:
    """The post to mask: the numbers and addresses by which pages name it, and its shingles."""

    refs: frozenset[str]
    shingles: frozenset[str] = frozenset()

    @property
    def mention(self) -> re.Pattern[str]:
        """Matches one of the names, and not a longer one that holds it; nothing without names."""
        names = sorted(map(_whole, self.refs), key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(names)})(?![0-9A-Za-z])" if names else "(?!)")


@dataclass(frozen=True)
class Masked:
    """A page without the post's words; `is_proved` where a search found none of them left.

    `quoting` are the ids of the posts whose objects carry the post inside.
    """

    text: str
    is_proved: bool
    quoting: frozenset[str] = frozenset()


def mask(text: str, subject: Subject, is_list: bool) -> Masked | None:
    """The page without the post's words; None where it shows nothing of the post.

    In a page that is no list, only what stands inside another's object as the reposted post is
    masked.
    """
    mention = subject.mention
    if not mention.search(text):
        return None
    values = placed_values(text)
    found = sort_words(values.found, subject.refs)
    if not (is_list or found.own):
        return None
    runs = sorted(_runs(found), key=len, reverse=True)
    masked = "".join(_pieces(text, values, found, runs, mention if is_list else None))
    is_readable = not any(mention.search(text, at) for at in values.broken_at)
    is_proved = is_readable and not is_left(masked, subject, runs, found.theirs)
    return Masked(masked, is_proved, frozenset(found.quoting))


def is_left(text: str, subject: Subject, runs: Iterable[str], theirs: Iterable[str] = ()) -> bool:
    """Whether a run or a shingle of the post, in any spelling, stands in the text."""
    own = subject.shingles - {shingle for said in theirs for shingle in shingles(said)}
    bare_runs = [bare for run in runs for bare in forms(run)]
    for shown in forms(text):
        windows = (shown[n : n + N_SHINGLE] for n in range(len(shown) - N_SHINGLE + 1))
        if any(bare in shown for bare in bare_runs) or not own.isdisjoint(windows):
            return True
    return False


def _whole(ref: str) -> str:
    """A pattern for the name that is no end of a longer one."""
    return ("(?<![0-9A-Za-z])" if ref[:1].isalnum() else "") + re.escape(ref)


def _runs(found: Found) -> Iterator[str]:
    """Runs of the post's words that stand in nobody else's objects."""
    theirs = "\n".join(found.theirs)
    parts = (part for said in found.words for part in re.split(r"<[^<>]*>|\s+", said))
    for run in set(parts):
        if len(run) >= MIN_RUN and run not in theirs:
            yield run


def _pieces(
    text: str,
    values: Values,
    found: Found,
    runs: list[str],
    mention: re.Pattern[str] | None,
) -> Iterator[str]:
    """The page piece by piece: markup, data, markup; rows of the markup where it has a list."""
    end = 0
    for start, stop in values.spans:
        yield _mask_markup(text[end:start], runs, mention)
        yield _mask_data(text, start, stop, found.own)
        end = stop
    yield _mask_markup(text[end:], runs, mention)


def _mask_data(text: str, start: int, stop: int, own: Iterable[Placed]) -> str:
    kept, end = [], start
    for said in sorted((said for said in own if start <= said.start < stop), key=lambda s: s.start):
        kept += [text[end : said.start], json.dumps(MASK)]
        end = said.end
    return "".join([*kept, text[end:stop]])


def _mask_markup(markup: str, runs: Iterable[str], mention: re.Pattern[str] | None) -> str:
    if mention is not None:
        for part in (_BLOCK, _ANCHOR):
            markup = part.sub(lambda match: _mask_block(match[0], mention), markup)
    for run in runs:
        for spelled in {run, html.escape(run), html.escape(run, quote=False)}:
            markup = markup.replace(spelled, MASK)
    return markup


def _mask_block(block: str, mention: re.Pattern[str]) -> str:
    if not mention.search(block):
        return block

    def node(match: re.Match[str]) -> str:
        said = match["cdata"] if match["node"] is None else match["node"]
        return match[0] if _stays(said, mention) else MASK

    def attribute(match: re.Match[str]) -> str:
        value = match["value"] if _stays(match["value"], mention) else MASK
        return f"{match['name']}{match['mark']}{value}{match['mark']}"

    return _NODE.sub(node, _ATTRIBUTE.sub(attribute, block))


def _stays(said: str, mention: re.Pattern[str]) -> bool:
    """Numbers, instants, and the post's own address."""
    is_address = bool(mention.search(said)) and re.fullmatch(r"[!-~]+", said.strip()) is not None
    return is_address or WORDLESS.fullmatch(said) is not None
