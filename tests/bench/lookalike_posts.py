"""Look-alike posts: short texts of our own that name funds, stocks and indexes of a registry."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.bench.fund_words import CLAUSES
from transforms.registry.alias import Alias
from transforms.registry.sighting import Kind, NameKind

SEED = 20250327
FIRST_DAY, N_DAYS = date(2025, 2, 1), 560
SHORTEST, LONGEST = 20, 2_000
# Length of posts: its logarithm is about normal; the mean comes out at 150 characters.
LOG_MEDIAN, LOG_SPREAD = 4.6, 0.9
# 1.2 a post: 103,000 real ones held 94,591 listed names and 36,916 cashtags (funds.md §3, §4).
N_MENTIONS, MENTION_WEIGHTS = (0, 1, 2, 3, 4), (32, 35, 18, 10, 5)
# A few names are on all lips: 36,916 real cashtags were of 2,370 codes (funds.md §3).
N_SURFACES = 4_000
_HOW_OFTEN = tuple(accumulate(1 / (rank + 10) for rank in range(N_SURFACES)))
_MARKS = "，，，，。。！？；\n"
# How a fund is said, of ten times; the rest are names as they stand.
_FUND_SAYINGS = ("{bare}", "{bare}", "{bare}", "{core}", "${name}({market}|{code})$", "基金{code}")
_STOCK_SAYINGS = ("${name}({market}{code})$", "{name}({code})")


class Post(NamedTuple):
    """A text and the day on which it was published."""

    text: str
    day: date


def posts(n: int, aliases: Sequence[Alias]) -> Iterator[Post]:
    """So many posts in order of their days, the same ones for the same names."""
    random = Random(SEED)
    surfaces = _surfaces(aliases, random)
    for number in range(n):
        yield Post(_text(surfaces, random), _day(number, n))


def in_file(path: Path, n: int) -> list[Post]:
    """So many posts of a file of JSON lines {"text": …}, begun anew where they are fewer."""
    lines = path.read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    return [Post(text, _day(number, n)) for number, text in enumerate(islice(cycle(texts), n))]


def _day(number: int, n: int) -> date:
    return FIRST_DAY + timedelta(days=number * N_DAYS // n)


def _surfaces(aliases: Sequence[Alias], random: Random) -> list[str]:
    named = [alias for alias in aliases if alias.name_kind is not NameKind.GENERATED]
    return [_said(alias, random) for alias in random.choices(named, k=N_SURFACES)]


def _said(alias: Alias, random: Random) -> str:
    sayings = {Kind.FUND: _FUND_SAYINGS, Kind.STOCK: _STOCK_SAYINGS}.get(alias.kind, ())
    saying = random.choice([*sayings, *["{name}"] * (10 - len(sayings))])
    bare = alias.name.rstrip("ABCDEFHIY")
    # Without the type word, as people shorten: 易方达蓝筹精选.
    core = bare.partition("混合")[0].partition("债券")[0].partition("指数")[0]
    return saying.format(
        name=alias.name, bare=bare or alias.name, core=core, market=alias.market, code=alias.code
    )


def _text(surfaces: Sequence[str], random: Random) -> str:
    length = min(max(int(random.lognormvariate(LOG_MEDIAN, LOG_SPREAD)), SHORTEST), LONGEST)
    clauses = random.choices(CLAUSES, k=max(length // 11, 4))
    (n,) = random.choices(N_MENTIONS, MENTION_WEIGHTS)
    for surface in random.choices(surfaces, cum_weights=_HOW_OFTEN, k=n):
        place = random.randrange(len(clauses))
        clauses[place] = surface + clauses[place]
    marks = random.choices(_MARKS, k=len(clauses))
    return "".join([word for pair in zip(clauses, marks, strict=True) for word in pair])[:LONGEST]
