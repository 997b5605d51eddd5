"""The clauses of a sentence and what each says: a notice, part of one, or the author's words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from transforms.rules.wordings import RIDERS, WORDINGS, Strength, Wording
from transforms.rules.wordings.frames import (
    ABOUT,
    CITED,
    FOREIGN,
    GLUED,
    LABEL,
    LINK,
    OPENS,
    SAYS,
    STANCE,
    SUBJECT,
    WARNS,
)

# Longer clauses than any notice seen (94 characters) are the author's.
_LONGEST = 120
_LONGEST_LEAD, _LONGEST_SUBJECT, _LONGEST_OPENED = 20, 24, 40
# Who speaks of himself (本人不推荐股票) may go on; 本文 and 以上 may not.
_PERSON = ("本人", "笔者", "作者")
_ORDER = {strength: at for at, strength in enumerate(Strength)}
_CLAUSE = re.compile(r"[^\s,;:!?。…|/~*()\[\]【】<>⚠\uFE0F$#@—]+")
_WORDING = re.compile("|".join(f"(?P<w{n}>{each.pattern})" for n, each in enumerate(WORDINGS)))
_RIDER = re.compile("|".join(RIDERS))


class Clause(NamedTuple):
    """Characters `start` to `end` of a sentence; `strength` None where the author speaks.

    A clause of no strength that `is_lead` only names what speaks (以上观点) or heads it (免责声明).
    """

    start: int
    end: int
    strength: Strength | None
    rule_id: str = ""
    is_lead: bool = False

    @property
    def is_notice(self) -> bool:
        """Whether the clause is a notice or part of one."""
        return self.strength is not None or self.is_lead


def clauses(words: str) -> list[Clause]:
    """The clauses of folded words, in order."""
    found: list[Clause] = []
    for start, end in _pieces(words):
        before = words[found[-1].start : found[-1].end] if found else ""
        found.append(_clause(words, start, end, _cites(before)))
    return [_unless_heading(words, each, behind) for each, behind in zip_longest(found, found[1:])]


@lru_cache(maxsize=2048)
def says(words: str, rule_id: str) -> bool:
    """Whether a clause of folded words has a wording of the rule, in a tenth of `clauses`' time."""
    own = _wordings_of(rule_id)
    return any(own.search(words[start:end]) for start, end in _pieces(words))


@cache
def _wordings_of(rule_id: str) -> re.Pattern[str]:
    return re.compile("|".join(each.pattern for each in WORDINGS if each.rule_id == rule_id))


def is_of_the_market(words: str) -> bool:
    """Whether words speak of prices or trades."""
    return STANCE.search(words) is not None or any(mark in words for mark in "$#@")


def _cites(before: str) -> bool:
    """Whether a clause says that the next one is somebody else's."""
    # 俗话说:投资有风险,入市需谨慎 says the slogan, and nothing else.
    is_label = LABEL.fullmatch(before) is not None
    return not is_label and bool(CITED.search(before) or WARNS.search(before))


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(words):
        start = match.start()
        for border in GLUED.finditer(words, *match.span()):
            yield start, border.start()
            start = border.start()
        yield start, match.end()


def _unless_heading(words: str, clause: Clause, behind: Clause | None) -> Clause:
    """The clause; the author's where it heads what the author says (个人观点:银行没走完)."""
    is_heading = behind is not None and words[clause.end : behind.start].startswith(":")
    if behind is None or behind.is_notice or not is_heading or clause.strength is Strength.CORE:
        return clause
    return Clause(clause.start, clause.end, None)


def _clause(words: str, start: int, end: int, is_cited: bool) -> Clause:
    said = words[start:end]
    if is_cited or len(said) > _LONGEST:
        return Clause(start, end, None)
    matches = list(_WORDING.finditer(said))
    if not matches:
        return Clause(start, end, _rides(said), is_lead=_is_lead(said))
    if not _are_joined(said, matches):
        return Clause(start, end, _rides(said))
    wording = min((_wording(match) for match in matches), key=lambda each: _ORDER[each.strength])
    opened = OPENS.match(said, 0, matches[0].start())
    is_opened = opened is not None and not opened[0].endswith(_PERSON)
    strength = Strength.CORE if is_opened else wording.strength
    return Clause(start, end, strength, wording.rule_id)


def _wording(match: re.Match[str]) -> Wording:
    return WORDINGS[int(str(match.lastgroup)[1:])]


def _rides(said: str) -> Strength | None:
    """A clause without a wording of its own may still go with one."""
    first, *others = _RIDER.split(said)
    is_rider = bool(others) and (_is_link(first) or _is_subject(first))
    is_rider = is_rider and all(_is_link(each) for each in others)
    return Strength.RIDER if is_rider and not FOREIGN.search(said) else None


def _is_lead(said: str) -> bool:
    return LABEL.fullmatch(said) is not None or (
        len(said) <= _LONGEST_LEAD and (_is_link(said) or _is_about_itself(said))
    )


def _is_about_itself(said: str) -> bool:
    """Whether a clause that points at the text (本文, 以上) says no more than what it is."""
    opened = OPENS.match(said) if _is_opened(said) else None
    if opened is None or SAYS.search(said):
        return False
    rest = said[opened.end() :]
    return _is_link(rest) or ABOUT.search(rest) is not None


def _is_opened(said: str) -> bool:
    is_ours = len(said) <= _LONGEST_OPENED and not FOREIGN.search(said)
    return is_ours and OPENS.match(said) is not None


def _is_subject(said: str) -> bool:
    if _is_opened(said):
        return True
    is_ours = len(said) <= _LONGEST_SUBJECT and not FOREIGN.search(said)
    return is_ours and SUBJECT.search(said) is not None and not STANCE.search(said)


def _is_link(said: str) -> bool:
    return LINK.fullmatch(said) is not None


def _are_joined(said: str, wordings: list[re.Match[str]]) -> bool:
    """Whether nothing but a subject, links and riders stands around the wordings."""
    first, *between = _around(said, wordings)
    is_begun = _is_link(first) or _RIDER.fullmatch(first) is not None or _is_subject(first)
    return is_begun and all(_is_link(each) or _RIDER.fullmatch(each) for each in between)


def _around(said: str, wordings: list[re.Match[str]]) -> Iterator[str]:
    position = 0
    for match in wordings:
        yield said[position : match.start()]
        position = match.end()
    yield said[position:]
