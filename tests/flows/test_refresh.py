"""Nights with lists of funds: what comes becomes part of the registry, what is cut does not."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect.states import Completed
from typer.testing import CliRunner

from flows import crawled_lists
from flows.captures import coverage_of
from flows.commands.funds import app
from flows.crawling import collect_all
from flows.folder import DataFolder
from flows.importing_lists import Imported
from flows.listings import keep as keep_list
from flows.listings import last_said, list_files, lists_in
from flows.night import Night
from flows.nightly import nightly
from flows.query import run
from flows.refresh import Refreshed, ended, refresh, refused_of
from flows.registry import registry_of
from flows.report import report_of
from spiders.clock import SHANGHAI
from spiders.outcomes import Outcome
from spiders.plan import Manners, Target
from spiders.sources.funds import NAMES as NAMES_URL
from spiders.sources.funds import FundsSpider
from spiders.visits import Visit
from spiders.warcfile import WarcFile, stable_id
from spiders.watchlist import Watchlist, load
from tests.flows.archive import keep
from tests.spiders.fund_lists import ETFS, NAMES, pages, script
from tests.spiders.site import CHALLENGE, Answer, Site, quiet_site, serving
from tests.transforms.captures import page
from transforms.registry.formats.reading import read_list

ETF = Target("list", "etf")
NIGHTS = (date(2025, 3, 26), date(2025, 3, 27), date(2025, 3, 28))
# One is renamed; the fund that was never there before the second night is new.
RENAMED = {**NAMES, "990003": "海棠远见成长混合A", "990009": "海棠国债A"}
LISTS = '[funds]\nlists = ["all", "etf"]\n'


def put(site: Site, names: Answer, quotes: list[Answer]) -> None:
    """The answers of both lists."""
    spider = FundsSpider.__new__(FundsSpider)
    asked = {NAMES_URL: names}
    asked |= {spider.list_url(ETF, n): answer for n, answer in enumerate(quotes, 1)}
    for url, answer in asked.items():
        host, path = url.removeprefix("https://").split("/", 1)
        site.put(host, f"/{path}", answer)
    for host in FundsSpider.hosts:
        site.put(host, "/robots.txt", Answer("", 404))


def watchlist(folder: Path, site: Site, night: date, tables: str) -> Path:
    """A watchlist of a night that begins at 01:31 of the day after."""
    hosts = {*site.origins, *FundsSpider.hosts}
    origins = "".join(f'"{host}" = "{site.origin}"\n' for host in sorted(hosts))
    at = f'[rehearsal]\nat = "{night + timedelta(days=1)} 01:31:00"\n'
    path = folder / f"{night}.toml"
    path.write_text(f"{tables}[manners]\ndelay_s = 0\n{at}[origins]\n{origins}", "utf-8")
    return path


def stored(folder: DataFolder) -> dict[str, str]:
    """The collected lists in the store, with a checksum of their bytes."""
    return {
        path.relative_to(folder.registry).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.registry.glob("crawl-*/[0-9]*.parquet")
    }


def names_of(folder: DataFolder, code: str) -> list[tuple[str, date | None, date | None]]:
    """The official names that a code bore, with their dates."""
    borne = [one for one in registry_of(folder).aliases if one.code == code]
    return sorted(
        (one.name, one.valid_from, one.valid_to) for one in borne if one.name_kind == "official"
    )


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(quiet_site()) as served:
        served.guba("/news,600519,2008.html", Answer(page(post_id=2008)))
        yield served


def test_nights_with_lists(prefect_api: str, tmp_path: Path, site: Site) -> None:
    folder = DataFolder(tmp_path / "data")
    given: dict[str, Any] = {"data": folder.root, "retries": 0}
    # The first night: both lists come whole, once.
    put(site, Answer(script()), [Answer(one) for one in pages(ETFS, 2)])
    lists = watchlist(tmp_path, site, NIGHTS[0], LISTS)
    first = refresh(date=NIGHTS[0], watchlist=lists, **given)
    assert [(one.file, one.n_rows, one.is_known) for one in first.lists] == [
        ("funds all", 10, False),
        ("funds etf", 3, False),
    ]
    had = Night(folder, NIGHTS[0], NIGHTS[0], load(lists))
    assert (had.plan("funds").targets, collect_all(had, ["funds"], 0, 0.0).crawls) == ((), [])
    assert names_of(folder, "990003") == [("海棠远见混合A", None, None)]
    # The second: a fund has a new name, the other list asks who we are; there are posts.
    put(site, Answer(script(RENAMED)), [Answer(pages(ETFS, 2)[0]), Answer(CHALLENGE)])
    both = watchlist(tmp_path, site, NIGHTS[1], f'{LISTS}[guba]\nbars = ["600519"]\n')
    second = nightly(date=NIGHTS[1], watchlist=both, return_state=True, **given)
    told = report_of(second)
    assert second.is_failed()
    (why,) = (why for why in told.failures if why.startswith("funds"))
    assert why.startswith("funds: 1 blocked: etf 2025-03-27: blocked (blocked (HTTP 200)), left")
    assert sum(told.n_rows["posts"].values()) == 1
    check_names(folder)
    # The third is measured by the lists that came last, unless it is told to believe.
    third = [
        Night(folder, NIGHTS[2], NIGHTS[2], load(both), takes_smaller=n) for n in (False, True)
    ]
    assert [one.plan("funds").sizes for one in third] == [{"all": 11, "etf": 3}, {}]
    check_raw_tells_all(folder)


def check_names(folder: DataFolder) -> None:
    """The rename closed one name and opened the next, in the registry and in the tables."""
    assert names_of(folder, "990003") == [
        ("海棠远见成长混合A", date(2025, 3, 28), None),
        ("海棠远见混合A", None, date(2025, 3, 28)),
    ]
    named = "select name, valid_from::varchar, valid_to::varchar from funds where code = '990003' "
    assert rows(folder, f"{named} and name_kind = 'official' order by 2 nulls first") == [
        ("海棠远见混合A", None, "2025-03-28"),
        ("海棠远见成长混合A", "2025-03-28", None),
    ]
    told = "select target, date::varchar, state, claimed, posts, late from coverage "
    assert rows(folder, f"{told} where source = 'funds' order by 2, 1") == [
        ("all", "2025-03-26", "complete", None, 0, None),
        ("etf", "2025-03-26", "complete", None, 0, None),
        ("all", "2025-03-27", "complete", None, 0, None),
        ("etf", "2025-03-27", "blocked", None, 0, None),
    ]


def rows(folder: DataFolder, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in run(folder.tables, sql)[1]]


def check_raw_tells_all(folder: DataFolder) -> None:
    """What is taken away of collected lists is had again from raw, to the byte."""
    before = stored(folder)
    assert sorted(name.partition(".")[0] for name in before) == [
        "crawl-all/2025-03-27",
        "crawl-all/2025-03-28",
        "crawl-etf/2025-03-27",
    ]
    shutil.rmtree(folder.registry)
    taken = crawled_lists.take(folder)
    assert [(one.file, one.n_renames) for one in taken.lists if one.file == "funds all"] == [
        ("funds all", 0),
        ("funds all", 1),
    ]
    assert stored(folder) == before
    assert crawled_lists.take(folder) == crawled_lists.Taken()


CAME = Imported("funds all", "fundcode_search.js", date(2025, 3, 28), 11, 1, 2, 1, False)


@pytest.mark.parametrize(
    ("done", "name", "code", "said"),
    [
        (Refreshed([CAME]), "Completed", 0, "11 rows: 1 new codes, 2 new names, 1 renames"),
        (Refreshed(), "Completed", 0, "no list of tonight is missing"),
        (Refreshed([CAME], gaps=["budget"]), "Partial", 0, "not refreshed: budget"),
        (Refreshed([CAME], ["blocked"], ["budget"]), "Failed", 3, "not refreshed: blocked"),
    ],
)
def test_the_command_says_what_came_and_what_did_not(
    monkeypatch: pytest.MonkeyPatch, done: Refreshed, name: str, code: int, said: str
) -> None:
    state = ended(done)
    if isinstance(state, Refreshed):
        state = Completed(data=state)
    monkeypatch.setattr("flows.refresh.refresh", lambda **_: state)
    monkeypatch.setattr("flows.commands.funds.end_at_once_on_interrupt", lambda: None)
    ran = CliRunner().invoke(app, ["refresh"])
    assert (state.name, ran.exit_code) == (name, code)
    assert said in ran.output


REFUSED = script({**NAMES, "000307": ""}), script()[:-9], None


@pytest.mark.parametrize("body", REFUSED)
def test_a_list_that_cannot_be_read_is_told_and_the_store_is_as_it_was(
    tmp_path: Path, body: bytes | None
) -> None:
    folder = DataFolder(tmp_path)
    at = datetime(2025, 3, 28, 1, 31, tzinfo=SHANGHAI)
    keep(folder, crawled(folder, at, script()))
    assert [one.is_known for one in crawled_lists.take(folder).lists] == [False]
    before = stored(folder)
    bad = crawled(folder, at + timedelta(days=1), body)
    keep(folder, bad)
    night = Night(folder, date(2025, 3, 28), date(2025, 3, 28), Watchlist({}, Manners(), {}))
    taken = crawled_lists.take(folder, again=(bad.name,))
    assert (taken.lists, stored(folder)) == ([], before)
    (told,) = refused_of(night, taken, {bad.name})
    assert told.startswith("funds: changed_layout: all: ")
    # Of no crawl of tonight: told before.
    assert list(refused_of(night, taken, set())) == []
    states = {row["target"]: row["state"] for row in coverage_of(folder, [night.date])}
    assert states == {"all": "complete", "*": "failed"}


def crawled(folder: DataFolder, at: datetime, body: bytes | None) -> Path:
    """A sealed segment of a crawl whose books say that the list of all came whole."""
    return segment(folder, at, "all", {NAMES_URL: body} if body is not None else {}, ["all"])


def segment(
    folder: DataFolder, at: datetime, target: str, answers: Mapping[str, bytes], whole: list[str]
) -> Path:
    """A sealed segment of a crawl: pages of one list, and which lists its books call whole."""
    file = WarcFile(folder.raw / f"date={at.date()}" / f"funds-{at:%Y%m%dT%H%M%S}-1.warc.gz")
    file.info({"software": "test"}, at, stable_id(at))
    for url, body in answers.items():
        visit = Visit("funds", "list", "nightly", target, None, Outcome.LIST)
        file.response(url, 200, [], body, visit, at, stable_id(at, url))
    day = str(at.date() - timedelta(days=1))
    row = {"day": day, "state": "complete", "reason": "", "posts": 0, "claimed": None, "walked": 1}
    books = {"source": "funds", "rows": [{**row, "target": one} for one in whole]}
    file.metadata("urn:guandian:ledger:funds", books, None, at, stable_id(at, "ledger"))
    return file.close()


def test_a_list_whose_crawl_was_broken_off_lies_in_two_segments(tmp_path: Path) -> None:
    folder, at = DataFolder(tmp_path), datetime(2025, 3, 28, 1, 31, tzinfo=SHANGHAI)
    spider = FundsSpider.__new__(FundsSpider)
    said = {spider.list_url(ETF, n): one.encode() for n, one in enumerate(pages(ETFS, 1), 1)}
    # An hour before somebody had walked another state of it, with a page more.
    old = pages({**ETFS, "510992": "海棠旧ETF"}, 1)
    before = {spider.list_url(ETF, n): one.encode() for n, one in enumerate(old, 1)}
    keep(folder, segment(folder, at - timedelta(hours=1), "etf", before, []))
    keep(folder, segment(folder, at, "etf", dict(list(said.items())[:2]), []))
    assert crawled_lists.take(folder) == crawled_lists.Taken()
    rest = dict(list(said.items())[2:])
    keep(folder, segment(folder, at + timedelta(hours=1), "etf", rest, ["etf"]))
    (one,) = crawled_lists.take(folder).lists
    assert (one.file, one.seen_on, one.n_rows) == ("funds etf", date(2025, 3, 28), 3)
    assert {told.name for told in last_said(folder, "crawl-etf")} == set(ETFS.values())


def test_lists_of_two_rooms_that_say_the_same_are_strands_apart(tmp_path: Path) -> None:
    folder, day = DataFolder(tmp_path), date(2025, 3, 28)
    for n, names in enumerate((NAMES, RENAMED, NAMES)):
        read = read_list(script(names), "all", day + timedelta(days=n))
        assert keep_list(folder, read)
        assert keep_list(folder, read, "crawl-all")
    said = {(one.code, one.name) for one in last_said(folder, "crawl-all")}
    assert said == set(NAMES.items())
    stored_twice = lists_in(list_files(folder))
    assert len(set(stored_twice.sightings)) == 13
    shutil.rmtree(folder.registry / "fundcode_search")
    assert set(lists_in(list_files(folder)).sightings) == set(stored_twice.sightings)
    assert last_said(folder, "crawl-lof") == set()
