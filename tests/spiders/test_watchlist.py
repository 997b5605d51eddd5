import subprocess
import sys
from pathlib import Path

import pytest

from spiders.clock import read_instant
from spiders.plan import Manners, Target
from spiders.watchlist import WatchlistError, load

GOOD = """
[caifuhao]
authors = ["5965113638826486"]
[guba]
bars = ["600519", "600519"]
funds = ["sh513100"]
[manners]
delay_s = 4
contact = "mailto:a@b.example"
[origins]
"guba.eastmoney.com" = "http://127.0.0.1:8123"
"""
BAR = '[guba]\nbars = ["600519"]\n'
STAGE = BAR + '[origins]\n"x" = "http://127.0.0.1:1"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "watchlist.toml"
    file.write_text(text, "utf-8")
    return file


def test_sources_keep_their_order_and_targets_their_kind(tmp_path: Path) -> None:
    watchlist = load(written(tmp_path, GOOD))
    assert list(watchlist.targets) == ["caifuhao", "guba"]
    assert watchlist.targets["guba"] == (Target("bar", "600519"), Target("bar", "sh513100"))
    assert watchlist.manners == Manners(4, 50, "mailto:a@b.example")
    assert watchlist.origins == {"guba.eastmoney.com": "http://127.0.0.1:8123"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[guba", "not valid TOML"),
        ('bars = ["1"]', "unknown key 'bars': keys stand in a source's table"),
        ("[xueqiu]", r"unknown table \[xueqiu\]: sources are caifuhao, feed, fund"),
        ('[feed]\nfeeds = ["blog.example"]', "'blog.example' is no feed: say it as in https://"),
        ('[feed]\nhosts = ["https://blog.example"]', "is no host"),
        ("", "names nothing to collect"),
        ("[guba]\nbars = []", "names nothing to collect"),
        ('[guba]\nbar = ["1"]', "unknown key 'bar'"),
        ("[guba]\nbars = [600519]", 'must be a list of texts, like \\["600519"\\]'),
        ('[guba]\nbars = "600519"', "must be a list"),
        ("[manners]\ndelay = 3", r"\[manners\] unknown key 'delay'"),
        ('[manners]\ndelay_s = "3"', "wrong type"),
        ("[manners]\nmax_pages = true", "wrong type"),
        ("[origins]\nx = 3", "must be a text"),
        ('[origins]\nx = "http://example.com"', "only http on 127.0.0.1"),
        (BAR + '[rehearsal]\nat = "2025-03-28"', r"\[rehearsal\] needs \[origins\]"),
        (STAGE + "[rehearsal]", "must say at = "),
        (STAGE + '[rehearsal]\nat = "tonight"', "must say at = "),
        (STAGE + '[rehearsal]\nat = "2025-03-28"\nspeed = 2', "and nothing else"),
    ],
)
def test_a_fault_is_named_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(WatchlistError, match=words) as caught:
        load(file)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(file))


@pytest.mark.parametrize("at", ['"2025-03-28 01:30:00"', "2025-03-28T01:30:00"])
def test_a_rehearsal_says_when_its_night_begins(tmp_path: Path, at: str) -> None:
    watchlist = load(written(tmp_path, f"{STAGE}[rehearsal]\nat = {at}"))
    assert watchlist.rehearsal_at == read_instant("2025-03-28 01:30:00")
    assert load(written(tmp_path, STAGE)).rehearsal_at is None


def test_a_missing_watchlist_says_where_to_find_one(tmp_path: Path) -> None:
    with pytest.raises(WatchlistError, match=r"not found; copy data/watchlist.toml"):
        load(tmp_path / "none.toml")


def test_the_watchlist_we_ship_is_a_good_one() -> None:
    watchlist = load(Path(__file__).parents[2] / "data" / "watchlist.toml")
    assert list(watchlist.targets) == ["guba", "caifuhao"]
    assert watchlist.manners.delay_s >= 3


def test_reading_plans_and_watchlists_loads_no_crawler() -> None:
    code = "import sys, spiders.plan, spiders.watchlist; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
