"""What lists tell of a code beside its names: the newest word on each fact counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind, NameKind, Sighting


class Facts(NamedTuple):
    """Type, index and company as listed; None where no list tells."""

    fund_type: str | None = None
    tracked_index: str | None = None
    company: str | None = None


def fund_facts(sightings: Iterable[Sighting]) -> dict[str, Facts]:
    """The facts of every fund code. The list of all funds goes before others: one vocabulary."""
    told: dict[str, dict[str, tuple[bool, date, str]]] = defaultdict(dict)
    for one in sightings:
        if one.kind is not Kind.FUND:
            continue
        rank = one.name_kind is NameKind.OFFICIAL, one.seen_until
        of_code = told[one.code]
        for fact in Facts._fields:
            value = getattr(one, fact)
            if value and (fact not in of_code or of_code[fact] < (*rank, value)):
                of_code[fact] = (*rank, value)
    return {
        code: Facts(**{fact: value for fact, (_, _, value) in facts.items()})
        for code, facts in told.items()
    }


def newest_day(sightings: Iterable[Sighting]) -> date:
    """The newest day on which a list told a fact that none had told of that code before."""
    firsts: dict[tuple[str, str, str], date] = {}
    for one in sightings:
        if one.kind is Kind.FUND:
            for fact in Facts._fields:
                if value := getattr(one, fact):
                    key = one.code, fact, value
                    firsts[key] = min(one.seen_on, firsts.get(key, one.seen_on))
    return max(firsts.values(), default=date.min)


def with_indexes(funds: Mapping[str, Fund]) -> dict[str, Fund]:
    """The funds, those of which no list tells what they track with what their kin does.

    That is the one index of the fund's other classes, or the index of the ETF that it feeds.
    """
    known = dict(_filled(funds, _of_classes(funds)))
    of_etf = {
        code: known[fund.feeder_of] for code, fund in known.items() if fund.feeder_of in known
    }
    return dict(_filled(known, {code: etf.tracked_index for code, etf in of_etf.items()}))


def _of_classes(funds: Mapping[str, Fund]) -> dict[str, str | None]:
    told: dict[str, set[str]] = defaultdict(set)
    for fund in funds.values():
        if fund.tracked_index:
            told[fund.fund_id].add(fund.tracked_index)
    only = {fund_id: indexes.pop() for fund_id, indexes in told.items() if len(indexes) == 1}
    return {code: only.get(fund.fund_id) for code, fund in funds.items()}


def _filled(
    funds: Mapping[str, Fund], indexes: Mapping[str, str | None]
) -> Iterator[tuple[str, Fund]]:
    for code, fund in funds.items():
        index = None if fund.tracked_index else indexes.get(code)
        yield code, replace(fund, tracked_index=index) if index else fund
