"""Looking up codes and names, and `guandian funds`."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import main
from flows.commands.funds import app
from flows.folder import DataFolder
from flows.looking_up import UnknownCode, find, look_up
from flows.reference import companies, lexicon, reference_sightings
from flows.registry import registry_of
from transforms.registry.build import build
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind, Sighting

THEN = date(2025, 3, 27)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return registry_of(DataFolder(tmp_path_factory.mktemp("data")))


def test_a_code_is_shown_with_all_its_names_and_the_funds_classes(registry: Registry) -> None:
    shown = look_up(registry, lexicon(), "000216")
    official = [alias.name for alias in shown.names if alias.name_kind == "official"]
    assert official == ["华安黄金易ETF联接A", "华安黄金ETF联接A"]
    assert shown.fund is not None
    assert (shown.fund.company, shown.fund.feeder_of) == ("华安", "518880")
    assert dict(shown.classes)["000216"] == "华安黄金ETF联接A"
    assert "000217" in dict(shown.classes)


def test_on_a_day_names_that_came_later_are_not_told(registry: Registry) -> None:
    shown = look_up(registry, lexicon(), "000216", THEN)
    official = [alias.name for alias in shown.names if alias.name_kind == "official"]
    assert official == ["华安黄金易ETF联接A"]
    assert dict(shown.classes)["000216"] == "华安黄金易ETF联接A"


def test_what_people_call_a_fund_is_told(registry: Registry) -> None:
    assert "余额宝" in look_up(registry, lexicon(), "000198").nicknames


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("600519", ["stock SH 贵州茅台"]),
        ("sh600519", ["stock SH 贵州茅台"]),
        ("600519.SH", ["stock SH 贵州茅台"]),
        ("６００５１９", ["stock SH 贵州茅台"]),
        ("SH|600519", ["stock SH 贵州茅台"]),
        ("000216.OF", ["fund OTCFUND 华安黄金易ETF联接A", "fund OTCFUND 华安黄金ETF联接A"]),
        ("F000216", ["fund OTCFUND 华安黄金易ETF联接A", "fund OTCFUND 华安黄金ETF联接A"]),
        ("SZ000001", ["stock SZ 平安银行"]),
    ],
)
def test_a_code_is_asked_for_with_or_without_its_market(
    registry: Registry, code: str, told: list[str]
) -> None:
    shown = look_up(registry, lexicon(), code)
    named = [one for one in shown.names if one.name_kind in ("official", "exchange_short")]
    assert [f"{one.kind} {one.market} {one.name}" for one in named] == told
    assert (shown.fund is not None) == told[0].startswith("fund")


def test_one_code_is_a_fund_and_a_stock_and_an_index() -> None:
    listed = ("fundcode_search", Kind.FUND, "OTCFUND", "000001", "同泰成长混合", NameKind.OFFICIAL)
    registry = build((*reference_sightings(), Sighting(THEN, *listed)), companies())
    kinds = {}
    for code in ("000001", "SH000001", "000001.SZ", "000001.OF"):
        shown = look_up(registry, lexicon(), code)
        kinds[code] = {str(one.kind) for one in shown.names}
        assert (shown.fund is not None) == ("fund" in kinds[code])
    assert list(kinds.values()) == [{"fund", "stock", "index"}, {"index"}, {"stock"}, {"fund"}]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("216", "zeros before them, ask for 000216"),
        ("SZ600519", "no list has the code 600519 of SZ: look"),
        ("9" * 1000, "9{40}: look"),
        ("51030", "51030: look"),
    ],
)
def test_what_to_ask_for_instead_is_told(registry: Registry, code: str, words: str) -> None:
    with pytest.raises(UnknownCode, match=words):
        look_up(registry, lexicon(), code)


@pytest.mark.parametrize("code", ["999999", "", "黄金"])
def test_an_unknown_code_is_told(registry: Registry, code: str) -> None:
    with pytest.raises(UnknownCode, match="no list has the code"):
        look_up(registry, lexicon(), code)


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("华安黄金ETF联接A", "000216", "is"),
        ("华安黄金etf联接a", "000216", "is"),
        ("华安 黄金ETF联接Ａ", "000216", "is"),
        ("000216", "000216", "is"),
        ("黄金易ETF联", "000216", "holds"),
        ("华安黄易ETF联接A", "000216", "in order"),
        ("贵州茅台", "600519", "is"),
    ],
)
def test_a_code_is_found_by_its_names(registry: Registry, text: str, code: str, how: str) -> None:
    assert (code, how) in [(one.alias.code, one.how) for one in find(registry, text)[:3]]


def test_on_a_day_nothing_is_found_by_a_name_that_came_later(registry: Registry) -> None:
    kinds = {
        on: {one.alias.name_kind for one in find(registry, "华安黄金ETF联接A", on)}
        for on in (THEN, None)
    }
    assert ("official" in kinds[THEN], "official" in kinds[None]) == (False, True)


def test_nothing_is_found_where_no_name_is_like_it(registry: Registry) -> None:
    assert find(registry, "不存在的基金名") == []
    assert find(registry, " ") == []


def told(folder: Path, *arguments: str, code: int = 0) -> str:
    ran = CliRunner().invoke(app, [*arguments, "--data", str(folder / "data")])
    assert ran.exit_code == code
    return ran.stdout


def test_funds_on_the_command_line(tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("基金代码,基金简称,基金类型\n900001,同泰甲混合A,混合型-偏股\n", "gb18030")
    [row] = json.loads(told(tmp_path, "import", str(listed), "--seen", "2026-01-05", "--json"))
    assert (row["n_codes"], row["seen_on"], row["is_known"]) == (1, "2026-01-05", False)
    assert "known already" in told(tmp_path, "import", str(listed), "--seen", "2026-01-05")
    shown = json.loads(told(tmp_path, "show", "900001", "--json"))
    assert (shown["fund"]["share_class"], shown["names"][0]["first_seen"]) == ("A", "2026-01-05")
    assert "同泰甲混合A" in told(tmp_path, "show", "900001")
    assert "900001" in told(tmp_path, "find", "同泰甲")
    told(tmp_path, "find", "不存在的基金名", code=1)


def test_with_a_day_only_what_lists_told_by_then_is_shown(tmp_path: Path) -> None:
    head = "code,name,type,tracking,name_date\n"
    lists = {
        "2026-01-05": "900001,同泰信创指数A,混合型-偏股,,2026-01-05\n",
        "2026-02-05": "900001,同泰数创指数A,指数型-股票,信创指数,2026-02-05\n"
        "900002,同泰数创指数C,指数型-股票,信创指数,2026-02-05\n",
    }
    for on, rows in lists.items():
        (tmp_path / f"{on}.csv").write_text(head + rows, "utf-8")
        told(tmp_path, "import", str(tmp_path / f"{on}.csv"))
    then = ("--on", "2026-02-04", "--json")
    shown = json.loads(told(tmp_path, "show", "900001", *then))
    [name] = [one for one in shown["names"] if one["name_kind"] == "official"]
    assert (name["name"], name["last_seen"], name["valid_to"]) == (
        *("同泰信创指数A", "2026-01-05", None),
    )
    assert (shown["fund"]["fund_type"], shown["fund"]["tracked_index"]) == ("混合型-偏股", None)
    assert [one["code"] for one in shown["classes"]] == ["900001"]
    [found] = json.loads(told(tmp_path, "find", "同泰信创指数A", *then))
    assert found["name_now"] == "同泰信创指数A"
    assert json.loads(told(tmp_path, "find", "同泰数创", *then, code=1)) == []
    told(tmp_path, "find", "900002", *then, code=1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("import", "list.csv"), "list.csv: the list has no day"), (("show", "999998"), "find")],
)
def test_what_cannot_be_done_is_told_in_one_line(
    tmp_path: Path,
    arguments: tuple[str, ...],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "list.csv").write_text("code,name\n600519,贵州茅台\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["guandian", "funds", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert (ended.value.code, said.count("\n"), said.startswith("guandian: ")) == (2, 1, True)
    assert words in said
