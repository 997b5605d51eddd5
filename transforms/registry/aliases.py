"""What lists said, as names with dates: who bore which name from when to when.

A series is the names of one sort that one code bore: whatever list tells of it, there is one order
of days. In it a rename closes one name and opens the next; a name that comes back opens again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from transforms.fold import norm
from transforms.registry.alias import Alias
from transforms.registry.births import births, code_of
from transforms.registry.calendar import Calendar, Group, Series, calendar_of
from transforms.registry.sighting import Kind, NameKind, Sighting

# Of these a code has one at a time; what people call it stands beside what others do.
_ONE_AT_A_TIME = (NameKind.OFFICIAL, NameKind.EXCHANGE_SHORT, NameKind.SHORT)
_DAY = timedelta(days=1)


class _Run(NamedTuple):
    """One name borne without a break, from the first list that had it to the last."""

    first: date
    last: date
    name: str
    said: tuple[Sighting, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The lists that had it."""
        return tuple(sorted({one.source for one in self.said}))

    @property
    def support(self) -> int | None:
        """Of what is learned, the authors that stated it."""
        return max((one.support for one in self.said if one.support is not None), default=None)


def aliases(
    sightings: Iterable[Sighting], list_days: Mapping[str, Iterable[date]] | None = None
) -> list[Alias]:
    """Every name of every code with its dates, sorted; the order of the sightings is no matter.

    `list_days`: by source the days of all its lists, for those on which nothing new was said.
    """
    said = _by_series(sightings)
    groups = {series: _group(series, sightings) for series, sightings in said.items()}
    calendar = calendar_of(said, groups, list_days or {})
    ended = _delisted(said)
    born = births(said, groups, calendar)
    found = [
        _since(born.get(code_of(series)), alias)
        for series, sightings in said.items()
        for alias in _dated(series, sightings, groups[series], calendar, ended.get(series[:3]))
    ]
    return sorted(found)


def _by_series(sightings: Iterable[Sighting]) -> dict[Series, list[Sighting]]:
    said: dict[Series, list[Sighting]] = defaultdict(list)
    for one in sightings:
        said[one.kind, one.market, one.code, one.name_kind].append(one)
    return said


def _group(series: Series, sightings: Iterable[Sighting]) -> Group:
    """The codes that lists take in or leave out together: of one number range, of one type."""
    kind, market, code, name_kind = series
    if kind is Kind.FUND and name_kind is NameKind.OFFICIAL:
        typed = [(one.seen_until, one.fund_type) for one in sightings if one.fund_type]
        return kind, name_kind, max(typed)[1] if typed else ""
    return kind, name_kind, market + code[:3]


def _delisted(said: Mapping[Series, Sequence[Sighting]]) -> dict[tuple[Kind, str, str], date]:
    """By kind, market and code the day on which trading ended, by the newest list that tells."""
    told: dict[tuple[Kind, str, str], list[tuple[date, date]]] = defaultdict(list)
    for series, sightings in said.items():
        told[series[:3]] += [(s.seen_until, s.delisted_on) for s in sightings if s.delisted_on]
    return {key: max(days)[1] for key, days in told.items() if days}


def _dated(
    series: Series,
    sightings: Sequence[Sighting],
    group: Group,
    calendar: Calendar,
    ended: date | None,
) -> Iterator[Alias]:
    kind, market, code, name_kind = series
    is_one_at_a_time = name_kind in _ONE_AT_A_TIME
    runs = _runs(sightings, breaks=is_one_at_a_time)
    for run in runs:
        begun = _begun(run, runs, group, calendar) if is_one_at_a_time else None
        closed = _closed(run, runs, group, calendar, ended) if is_one_at_a_time else None
        yield Alias(
            *(run.name, kind, market, code, name_kind, run.first, run.last),
            *(begun, closed, run.sources, run.support),
        )


def _since(birth: date | None, alias: Alias) -> Alias:
    """The alias, where it had begun before its code was one from then on."""
    if birth is None or (alias.valid_from and alias.valid_from >= birth):
        return alias
    return alias._replace(valid_from=birth)


def _runs(sightings: Sequence[Sighting], *, breaks: bool) -> list[_Run]:
    """The runs of a series; spellings that differ in width, case or spaces are one name."""
    if len(sightings) == 1:
        return [_run(sightings)]
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for one in sorted(sightings, key=_by_day):
        by_name["".join(norm(one.name).split())].append(one)
    found = []
    for name, own in by_name.items():
        others = [one for other, said in by_name.items() if other != name for one in said]
        found += [_run(part) for part in _parts(own, others if breaks else [])]
    return sorted(found)


def _by_day(one: Sighting) -> tuple[date, date, str, str]:
    return one.seen_on, one.seen_until, one.source, one.name


def _parts(own: Sequence[Sighting], others: Sequence[Sighting]) -> list[list[Sighting]]:
    """The sightings of one name, parted where another name stands between two of them."""
    found: list[list[Sighting]] = []
    last = date.min
    for one in own:
        is_after = one.seen_on > last
        if not found or (is_after and any(_is_between(other, last, one) for other in others)):
            found.append([])
        found[-1].append(one)
        last = max(last, one.seen_until)
    return found


def _is_between(other: Sighting, last: date, one: Sighting) -> bool:
    return other.seen_on < one.seen_on and other.seen_until > last


def _run(said: Sequence[Sighting]) -> _Run:
    newest = max(said, key=lambda one: (one.seen_until, one.name))
    return _Run(
        min(one.seen_on for one in said),
        newest.seen_until,
        newest.name,
        tuple(said),
    )


def _begun(run: _Run, runs: Sequence[_Run], group: Group, calendar: Calendar) -> date | None:
    """The day after the last list that had another name, or not the code."""
    earlier = (one for other in runs if other is not run for one in other.said)
    days = [_last_before(one, run.first, calendar) for one in earlier if one.seen_on < run.first]
    without = calendar.last_telling(group, run.first)
    denied = [*days, without] if without else days
    return max(denied) + _DAY if denied else None


def _last_before(one: Sighting, day: date, calendar: Calendar) -> date:
    """The last list before a day, after the first one, that said so."""
    return min(one.seen_until, calendar.last_day((one.source,), day) or one.seen_on)


def _closed(
    run: _Run, runs: Sequence[_Run], group: Group, calendar: Calendar, ended: date | None
) -> date | None:
    """The day of the first list that had another name, or of two that had the code no longer."""
    later = (one for other in runs if other is not run for one in other.said)
    days = [_first_after(one, run.last, calendar) for one in later if one.seen_until > run.last]
    return min(days) if days else ended or calendar.gone_on(group, run.last)


def _first_after(one: Sighting, day: date, calendar: Calendar) -> date:
    """The first list after a day, before the last one, that said so."""
    if one.seen_on > day:
        return one.seen_on
    return calendar.next_day((one.source,), day) or one.seen_until
