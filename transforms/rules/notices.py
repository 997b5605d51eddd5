"""The notices in a sentence: clauses that belong together, whole sentences where all of it does."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from transforms.prose import Prose
from transforms.rules.clauses import Clause, clauses, is_of_the_market, says
from transforms.rules.rule import Found, Judge
from transforms.rules.wordings import Strength
from transforms.rules.wordings.frames import LEANS, POINT, SAYING, SUBORDINATE
from transforms.spans import Span

# The slogan's two halves are one clause; so is a remark on what a word includes.
_HALVES = re.compile(
    r"(?:有|涉及)(?:一定|较大|较高|极大|很大|高)?的?风险([,;。!、\s]{0,3})(?=[^,;。!、\s]{0,8}[需须请宜应要]\S{0,2}[谨慎理审小])"
)
_INCLUDING = re.compile(
    r"\((?:含|包括|包含|以下|下称|简称|或|属|R\d)[^()\n]{0,60}(?:\([^()\n]{0,20}\)[^()\n]{0,20})?\)"
)
_HEDGES = {"not_advice.for_reference", "opinion_only.own_view"}
_LONGEST_HEDGE = 14
_OPENING, _CLOSING = "([【<", ")]】>"
# How much of a sentence may be asides between its notices (a joke, a sigh).
_MOST_ASIDE = 0.35


class Piece(NamedTuple):
    """Characters `start` to `end` of a sentence that are a notice of one rule."""

    start: int
    end: int
    rule_id: str


class Reading(NamedTuple):
    """What of a sentence is notice.

    `is_whole`: all of it; `is_to_end`: the last of it reaches its end; `is_rider`: all of it, but
    only beside a notice; `is_hedge`: no more than 仅供参考, which authors also say of a view.
    """

    pieces: tuple[Piece, ...] = ()
    is_whole: bool = False
    is_to_end: bool = False
    is_rider: bool = False
    is_hedge: bool = False


def notice(rule_id: str) -> Judge:
    """A judge that finds the notices of one rule, and the riders in the sentences behind."""

    def judge(prose: Prose, sentence: Span) -> Iterator[Found]:
        words = prose.unquoted(sentence)
        if not says(_as_clauses(words), rule_id):
            return
        reading = read(words)
        if (reading.is_hedge and _is_amid(prose, sentence)) or _is_discussed(prose, sentence):
            return
        for piece in reading.pieces:
            if piece.rule_id == rule_id:
                yield Found(Span(sentence.start + piece.start, sentence.start + piece.end))
        if reading.is_to_end and reading.pieces[-1].rule_id == rule_id:
            yield from _riders(prose, sentence, 1)
        if reading.is_whole and reading.pieces[0].rule_id == rule_id:
            yield from _riders(prose, sentence, -1)

    return judge


def _is_discussed(prose: Prose, sentence: Span) -> bool:
    """Whether the sentence is asked about, or the next one of its line speaks of it."""
    end = prose.line_at(sentence.start).end
    goes_on = not prose.is_wordless(Span(sentence.end, end))
    return (
        prose.folded[sentence.end - 1] == "?"
        or LEANS.match(prose.folded, sentence.end, end) is not None
        or (goes_on and SAYING.match(prose.folded, sentence.start) is not None)
    )


@lru_cache(maxsize=512)
def read(words: str) -> Reading:
    """What of a sentence's folded words is notice."""
    found = clauses(_as_clauses(words))
    if _is_whole(words, found):
        if any(each.rule_id for each in found):
            return Reading(
                tuple(_whole(words, found)), True, True, is_hedge=_is_hedge(words, found)
            )
        return Reading(is_rider=any(each.strength for each in found))
    if _is_a_point(words, found):
        return Reading()
    runs = [_less_leads(words, found, run) for run in _runs(found)]
    runs = [run for run in runs if _has_core(run) and not _is_leant_on(words, found, run)]
    pieces = tuple(piece for run in runs for piece in _cut(words, found, run))
    return Reading(pieces, is_to_end=bool(runs) and runs[-1][-1] is found[-1])


def _is_hedge(words: str, found: Sequence[Clause]) -> bool:
    is_bare = {each.rule_id for each in found} <= _HEDGES and not any(c.is_lead for c in found)
    return is_bare and len(words) <= _LONGEST_HEDGE


def _is_amid(prose: Prose, sentence: Span) -> bool:
    """Whether the line says something before and behind the sentence."""
    line = prose.line_at(sentence.start)
    around = Span(line.start, sentence.start), Span(sentence.end, line.end)
    return not any(prose.is_wordless(each) for each in around)


def _is_a_point(words: str, found: Sequence[Clause]) -> bool:
    """Whether a sentence is one point of the author's own list (第一,这不是投资建议)."""
    others = [words[each.start : each.end] for each in found if not each.is_notice]
    return bool(others) and all(POINT.fullmatch(each) for each in others)


def _as_clauses(words: str) -> str:
    """The words, of their length, with what belongs to one clause joined."""
    joined = _INCLUDING.sub(lambda match: "的" * len(match[0]), words)
    return _HALVES.sub(lambda m: m[0][: m.start(1) - m.start()] + "、" * len(m[1]), joined)


def _riders(prose: Prose, sentence: Span, step: int) -> Iterator[Found]:
    """The sentences beside a notice that only go with one, behind it (1) or before it (-1)."""
    rider = prose.beside(sentence, step)
    while rider is not None and read(prose.unquoted(rider)).is_rider:
        first, second = sorted([sentence, rider])
        if prose.folded.count("\n", first.end, second.start) > 1:
            return
        yield Found(rider)
        sentence, rider = rider, prose.beside(rider, step)


def _is_whole(words: str, found: Sequence[Clause]) -> bool:
    """Whether all of a sentence is notice, a short aside between notices not counted."""
    if not found or not found[-1].is_notice or not found[0].is_notice:
        return False
    asides = [words[max(each.start - 1, 0) : each.end + 1] for each in found if not each.is_notice]
    if any(is_of_the_market(aside) for aside in asides):
        return False
    n_aside = sum(map(len, asides))
    return n_aside <= _MOST_ASIDE * sum(each.end - each.start for each in found)


def _has_core(run: Sequence[Clause]) -> bool:
    n_alone = sum(each.strength is Strength.ALONE for each in run)
    return n_alone > 1 or any(each.strength is Strength.CORE for each in run)


def _is_leant_on(words: str, found: Sequence[Clause], run: Sequence[Clause]) -> bool:
    """Whether the clause behind a run speaks of it, or sets itself against it."""
    behind = found.index(run[-1]) + 1
    return behind < len(found) and LEANS.match(words, found[behind].start) is not None


def _runs(found: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The clauses of notices that stand side by side, less what leads to nothing."""
    run: list[Clause] = []
    for clause in [*found, None]:
        if clause is not None and clause.is_notice:
            run.append(clause)
            continue
        while run and run[-1].is_lead:
            run.pop()
        if run:
            yield run
        run = []


def _less_leads(words: str, found: Sequence[Clause], run: list[Clause]) -> list[Clause]:
    """A run less its leads where the clause before cannot stand alone (由于数据不全,以上测算…)."""
    first = found.index(run[0])
    if first and SUBORDINATE.match(words, found[first - 1].start):
        return list(dropwhile(lambda clause: clause.is_lead, run))
    return run


def _whole(words: str, found: Sequence[Clause]) -> Iterator[Piece]:
    start, end = _balanced(words, 0, len(words))
    yield from _by_rule(found, start, end)


def _cut(words: str, found: Sequence[Clause], run: Sequence[Clause]) -> Iterator[Piece]:
    """A run with the marks that its going leaves over."""
    first, last = found.index(run[0]), found.index(run[-1])
    before = found[first - 1].end if first else 0
    behind = found[last + 1].start if last + 1 < len(found) else len(words)
    start, end = run[0].start, run[-1].end
    opened = words.rfind("(", before, start)
    closed = words.find(")", end, behind)
    if opened >= 0 and (closed >= 0 or last + 1 == len(found)):
        start, end = opened, max(closed + 1, end)
    elif last + 1 < len(found) and ")" not in words[end:behind]:
        end = behind
    elif first and "(" not in words[before:start]:
        start = before
    yield from _by_rule(run, start, end)


def _by_rule(run: Sequence[Clause], start: int, end: int) -> Iterator[Piece]:
    """A run in pieces, each of the rule of its notices; riders go with the notice before."""
    rules = [(each.start, each.rule_id) for each in run if each.rule_id]
    rule_id = rules[0][1]
    for at, each in rules:
        if each != rule_id:
            yield Piece(start, at, rule_id)
            start, rule_id = at, each
    yield Piece(start, end, rule_id)


def _balanced(words: str, start: int, end: int) -> tuple[int, int]:
    """The piece less a bracket at its edge whose other half is not in it."""
    if words[start] in _OPENING and not any(mark in _CLOSING for mark in words[start:end]):
        start += 1
    if words[end - 1] in _CLOSING and not any(mark in _OPENING for mark in words[start:end]):
        end -= 1
    return start, end
