"""How far a body is from the truth: pieces of four characters, paragraphs, marks of furniture.

As bench.md of the research: precision and recall of 4-gram shingles a page, averaged over pages.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.bench.furniture import MARKS

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3400-\u4dbf\u4e00-\u9fff]+")
# Shorter ones are found anywhere.
_FEWEST_TOKENS = 8
_FOUND = 0.8
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?:\D{1,4}(\d{1,2}):(\d{2}))?")


@dataclass(frozen=True)
class Truth:
    """What a page holds: `published` is `YYYY-MM-DD HH:MM`; "" for it or the title is unknown."""

    title: str
    published: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Extracted:
    """What somebody took out of a page; `error` where nothing came.

    `restored` is the body with all that rules took out of it, empty where none did.
    """

    title: str = ""
    published: str = ""
    body: str = ""
    restored: str = ""
    error: str = ""


@dataclass(frozen=True)
class Score:
    """One page's figures; a body that is empty has the F1 0.

    `n_lost` paragraphs are not in the body, `n_by_rule` of them because rules took them out. What
    the truth does not tell cannot be right: None.
    """

    precision: float
    recall: float
    n_paragraphs: int
    n_lost: int
    n_by_rule: int
    leaks: tuple[str, ...]
    is_title_right: bool | None
    is_minute_right: bool | None
    is_empty: bool

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


def score(truth: Truth, found: Extracted) -> Score:
    """One page's figures."""
    wanted, given = _shingles("\n".join(truth.paragraphs)), _shingles(found.body)
    both = (wanted & given).total()
    paragraphs = [one for one in map(_tokens, truth.paragraphs) if len(one) >= _FEWEST_TOKENS]
    lost = [one for one in paragraphs if not _is_in(one, given)]
    restored = _shingles(found.restored)
    own = "\n".join(truth.paragraphs)
    return Score(
        precision=both / given.total() if given else 1.0,
        recall=both / wanted.total() if wanted else 1.0,
        n_paragraphs=len(paragraphs),
        n_lost=len(lost),
        n_by_rule=sum(_is_in(one, restored) for one in lost),
        leaks=tuple(mark for mark in MARKS if found.body.count(mark) > own.count(mark)),
        is_title_right=_is_right(_plain(truth.title), _plain(found.title)),
        is_minute_right=_is_right(minute(truth.published), minute(found.published)),
        is_empty=not found.body.strip(),
    )


def mean_f1(scores: Sequence[Score]) -> float:
    """F1 of the mean precision (of pages with a body) and the mean recall."""
    given = [one.precision for one in scores if not one.is_empty]
    return f1(fmean(given) if given else 0.0, fmean(one.recall for one in scores))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def minute(said: str) -> str:
    """The minute of any way to write an instant, empty where it says only the day."""
    found = _DATE.search(said)
    if found is None or found[4] is None:
        return ""
    year, month, day, hour, minutes = map(int, found.groups())
    return f"{year}-{month:02}-{day:02} {hour:02}:{minutes:02}"


def _is_right(told: str, found: str) -> bool | None:
    return told == found if told else None


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    return _pieces(_tokens(text))


def _pieces(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[n : n + 4]) for n in range(max(1, len(tokens) - 3)))


def _is_in(paragraph: Sequence[str], given: Counter[tuple[str, ...]]) -> bool:
    pieces = list(_pieces(paragraph))
    return sum(one in given for one in pieces) >= _FOUND * len(pieces)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
