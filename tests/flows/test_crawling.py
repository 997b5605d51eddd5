from datetime import date
from pathlib import Path

import pytest

from flows.collect import Crawl
from flows.crawling import Collected, chosen, uncollected
from flows.folder import DataFolder
from flows.night import Night
from spiders.plan import Manners, Target
from spiders.watchlist import Watchlist, WatchlistError

DAY = date(2025, 3, 27)


def night(folder: Path, *names: str) -> Night:
    targets: dict[str, tuple[Target, ...]] = dict.fromkeys(names, ())
    return Night(DataFolder(folder), DAY, DAY, Watchlist(targets, Manners(), {}))


@pytest.mark.parametrize(
    ("watched", "asked", "expected"),
    [
        (["caifuhao", "guba"], [], ["guba", "caifuhao"]),
        (["guba", "caifuhao"], [], ["guba", "caifuhao"]),
        (["caifuhao", "guba"], ["caifuhao"], ["caifuhao"]),
        (["caifuhao", "guba"], ["caifuhao", "guba"], ["guba", "caifuhao"]),
    ],
)
def test_sources_run_after_those_that_hand_on_to_them(
    tmp_path: Path, watched: list[str], asked: list[str], expected: list[str]
) -> None:
    assert chosen(night(tmp_path, *watched), asked) == expected


def test_a_source_that_is_not_watched_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match=r"no \[caifuhao\] in the watchlist: it has guba"):
        chosen(night(tmp_path, "guba"), ["guba", "caifuhao"])


def crawl(source: str, *handed_on: str) -> Crawl:
    posts = [{"source": to, "native_id": str(n)} for n, to in enumerate(handed_on)]
    return Crawl(source, "finished", {}, [], posts, f"/raw/{source}.warc.gz")


def test_posts_handed_on_to_nobody_are_counted() -> None:
    crawls = [crawl("fund", "guba", "guba"), crawl("guba", "caifuhao", "caifuhao", "caifuhao")]
    assert uncollected(crawls, ["fund", "guba", "caifuhao"]) == []
    (said,) = uncollected(crawls, ["fund", "guba"])
    assert said.startswith("3 posts handed on by guba to caifuhao, which is not collected: ")
    assert len(uncollected(crawls, ["fund"])) == 2


def test_what_the_crawls_left() -> None:
    collected = Collected([crawl("guba", "caifuhao"), Crawl("caifuhao", "x", {}, [], [], None)])
    assert [row["source"] for row in collected.handed_on] == ["caifuhao"]
    assert collected.segments == ("guba.warc.gz",)
