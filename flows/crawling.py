"""A night's crawls, one source after the other, and what they amount to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.collect import CollectFailed, Crawl
from flows.night import Night
from flows.order import in_order
from flows.steps import collect_source
from flows.verdict import is_short, told
from spiders.discover import sources
from spiders.watchlist import WatchlistError


@dataclass(frozen=True)
class Collected:
    """What the sources said, why some failed, what is missing of others, and what to know."""

    crawls: list[Crawl] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def handed_on(self) -> list[Mapping[str, Any]]:
        """Posts that one source's lists showed and another one fetches."""
        return [row for crawl in self.crawls for row in crawl.handed_on]

    @property
    def segments(self) -> tuple[str, ...]:
        """Names of the files that the crawls sealed."""
        return tuple(Path(crawl.segment).name for crawl in self.crawls if crawl.segment)


def chosen(night: Night, asked: Sequence[str]) -> list[str]:
    """The watchlist's sources, or those asked for, in running order; WatchlistError, OrderError."""
    known = list(night.watchlist.targets)
    unknown = [name for name in asked if name not in known]
    if unknown:
        raise WatchlistError(f"no [{unknown[0]}] in the watchlist: it has {', '.join(known)}")
    names = [name for name in known if name in asked or not asked]
    spiders = sources()
    return in_order(names, {name: spiders[name].hands_on_to for name in names})


def collect_all(
    night: Night, names: Sequence[str], retries: int, retry_delay_s: float
) -> Collected:
    """All sources, one after the other: they share hosts, and one feeds the next."""
    collected = Collected()
    step = collect_source.with_options(retries=retries, retry_delay_seconds=retry_delay_s)
    for name in names:
        plan = night.plan(name, collected.handed_on)
        if sources()[name].is_listing and not plan.targets:
            continue  # its lists came tonight already
        ended = step(night.folder, plan, return_state=True)
        _note(collected, ended.result(raise_on_failure=False))
    collected.notes.extend(uncollected(collected.crawls, names))
    return collected


def uncollected(crawls: Sequence[Crawl], names: Sequence[str]) -> list[str]:
    """A line for each source that posts were handed on to and that the run leaves out."""
    to = Counter((crawl.source, row["source"]) for crawl in crawls for row in crawl.handed_on)
    return [
        f"{n} {'post' if n == 1 else 'posts'} handed on by {giver} to {taker}, which is not "
        "collected: give it a table in the watchlist, or name it with --source"
        for (giver, taker), n in sorted(to.items())
        if taker not in names
    ]


def _note(collected: Collected, result: object) -> None:
    """The crawl's word, also of one that failed, and why it did or what is missing."""
    if isinstance(result, Crawl):
        collected.crawls.append(result)
        collected.gaps.extend([told(result)] if is_short(result) else [])
    elif isinstance(result, CollectFailed):
        collected.failures.append(str(result))
        collected.crawls.extend([result.crawl] if result.crawl else [])
    elif isinstance(result, Exception):
        raise result
