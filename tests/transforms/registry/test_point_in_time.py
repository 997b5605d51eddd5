"""Dates of names against a second reading of what they mean, and days that no later list moves."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.transforms.registry.said import fund
from tests.transforms.registry.test_learned import LEXICON
from transforms.registry.aliases import aliases
from transforms.registry.build import build
from transforms.registry.known import known_by
from transforms.registry.learned import Lesson, learned
from transforms.registry.sighting import Sighting
from transforms.registry.strands import Change, spans_of_room

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(10)]
CODES = ("000001", "000002")
# Beside them two more codes may be missing, and a list is whole.
CROWD = {f"{900000 + n}": "同泰混合" for n in range(40)}

# -- dates of names

Told = tuple[date, bool, dict[str, str]]  # the day of a list, whether it is a whole one, its names
LISTS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.booleans(),
        st.dictionaries(st.sampled_from(CODES), st.sampled_from("甲乙丙")),
    ),
    min_size=1,
    max_size=6,
)
Dated = tuple[str, date, date, date | None, date | None]


@settings(max_examples=60, deadline=None)
@given(LISTS)
def test_names_have_the_dates_that_lists_tell(lists: list[Told]) -> None:
    said = {
        fund(code, name, str(day), source="fundcode_search" if is_whole else "vendor")
        for day, is_whole, names in lists
        for code, name in {**(CROWD if is_whole else {}), **names}.items()
    }
    days = defaultdict(set)
    for day, is_whole, _ in lists:
        days["fundcode_search" if is_whole else "vendor"].add(day)
    found = aliases(said, days)
    for code in CODES:
        dated = [
            (a.name, a.first_seen, a.last_seen, a.valid_from, a.valid_to)
            for a in found
            if a.code == code
        ]
        assert sorted(dated, key=str) == sorted(_told(code, lists), key=str)


def _told(code: str, lists: Iterable[Told]) -> Iterable[Dated]:
    """What Alias says of its dates, looked up list by list."""
    borne: dict[date, set[str]] = defaultdict(set)
    for day, _, names in lists:
        borne[day] |= {names[code]} if code in names else set()
    whole = {day for day, is_whole, _ in lists if is_whole}
    for name in set("甲乙丙"):
        own = sorted(day for day in borne if name in borne[day])
        others = sorted(day for day in borne if borne[day] - {name})
        denying = {day for day in others if day not in own}
        for first, last in _unbroken(own, others):
            before = {day for day in denying if day < first}
            before |= {day for day in whole if day < first and not borne[day]}
            after = {day for day in denying if day > last}
            gone = sorted(day for day in whole if day > last)
            ended = gone[0] if len(gone) > 1 else None
            begun = max(before) + timedelta(days=1) if before else None
            yield name, first, last, begun, min(after) if after else ended


def _unbroken(own: list[date], others: list[date]) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in own:
        if runs and not any(runs[-1][1] < other < day for other in others):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def test_lists_without_the_code_keep_the_next_name_from_beginning_before_them() -> None:
    nights = [str(day) for day in DAYS]
    said = [fund(code, name, on) for on in nights for code, name in CROWD.items()]
    said += [fund("000001", "甲", nights[0]), fund("000001", "乙", nights[9])]
    begun = {alias.name: alias.valid_from for alias in aliases(said) if alias.code == "000001"}
    assert begun == {"甲": None, "乙": DAYS[9]}


# -- strands

CONTENTS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sets(st.sampled_from("甲乙丙丁")), st.integers(0, 2)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(CONTENTS)
@example(
    [
        *[(DAYS[n], {"丙"}, strand) for n in (0, 2) for strand in (0, 1)],
        (DAYS[1], set(), 2),
    ]
)
def test_whatever_strands_lists_lie_in_each_has_its_say(
    lists: list[tuple[date, set[str], int]],
) -> None:
    strands = [_strand([(day, names) for day, names, own in lists if own == n]) for n in range(3)]
    spans = list(spans_of_room([strand for strand in strands if strand]))
    for day in {day for day, _, _ in lists}:
        said = {name for on, names, _ in lists for name in names if on == day}
        assert {one.name for one in spans if one.seen_on <= day <= one.seen_until} == said


def _strand(lists: list[tuple[date, set[str]]]) -> list[Change]:
    changes: list[Change] = []
    before: set[Sighting] = set()
    for day, names in sorted(lists, key=lambda one: one[0]):
        said = {fund("000001", name, "0001-01-01") for name in names}
        changes.append(Change(day, said - before, before - said))
        before = said
    return changes


# -- what is known by a day


def test_no_word_of_a_later_list_is_in_a_registry_of_before() -> None:
    """Of a fund, its feeder and its classes: names, type, index, ETF, short forms, fund_id."""
    then = [
        fund("159001", "同泰信创ETF", str(DAYS[0]), market="SZ"),
        fund("000001", "同泰远见混合A", str(DAYS[0])),
        fund("000003", "同泰信创指数A", str(DAYS[0])),
    ]
    later = [
        fund("000001", "同泰新远见混合A", str(DAYS[5]), fund_type="股票型"),
        fund("000002", "同泰新远见混合C", str(DAYS[5])),
        fund("000003", "同泰信创ETF联接A", str(DAYS[5]), tracked_index="信创指数"),
        fund("000004", "同泰远见成长混合", str(DAYS[5])),
        fund("159001", "信创ETF同泰", str(DAYS[5]), market="SZ", tracked_index="信创指数"),
    ]
    alone = build(then, ("同泰",))
    days = {"fundcode_search": [DAYS[0], DAYS[5]]}
    said, known = known_by([*later, *then], days, DAYS[4])
    assert build(said, ("同泰",), known) == alone
    everything = build([*later, *then], ("同泰",), days)
    changed = [code for code in alone.funds if everything.funds[code] != alone.funds[code]]
    assert changed == ["000001", "000003", "159001"]
    assert everything.funds["000003"].feeder_of == "159001"


def test_a_name_that_a_list_takes_up_later_was_learned_all_the_same() -> None:
    lessons = [
        Lesson("OTCFUND|000216|小金人", author, DAYS[n]) for n, author in enumerate("甲乙丙")
    ]
    listed = [fund("000216", "华安黄金易ETF联接A", str(DAYS[7]))]
    renamed = [*listed, fund("000216", "小金人", str(DAYS[8]))]
    before, after = (
        learned(lessons, build(said, ("华安",)), LEXICON) for said in (listed, renamed)
    )
    assert [(one.name, one.valid_from) for one in before] == [("小金人", DAYS[3])]
    assert after == before
