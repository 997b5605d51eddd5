from datetime import date

import pytest

from tests.transforms.linking.names import alias
from transforms.linking.lexicon import Lexicon
from transforms.linking.stated import kind_of
from transforms.linking.vocabulary import vocabulary
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind, NameKind

BEGAN = date(2015, 3, 1)
REGISTRY = Registry(
    "test",
    (
        alias("某大盘基金C", "000333", begins=date(2021, 1, 1)),
        alias("某大盘基金", "000333", begins=BEGAN, ends=date(2021, 1, 1)),
        alias("美的集团", "000333", Kind.STOCK, "SZ"),
        alias("沪深300", "000300", Kind.INDEX, "CSI"),
        alias("中证军工", "399967", Kind.INDEX, "CSI"),
    ),
)
LEXICON = Lexicon(
    companies={"某某基金": "某某"},
    nicknames={"大盘王": ("000333",), "美的": ("stock|000333",), "无名": ("999999",)},
    indexes={"沪深300": "SH|000300", "300指数": "SH|000300"},
)
SPOKEN = {name.name: name for name in vocabulary(REGISTRY, LEXICON)}


@pytest.mark.parametrize(
    ("name", "kind", "market", "code"),
    [
        ("某某基金", Kind.COMPANY, "", "某某"),
        ("大盘王", Kind.FUND, "OTCFUND", "000333"),
        ("美的", Kind.STOCK, "SZ", "000333"),
        ("沪深300", Kind.INDEX, "SH", "000300"),
        ("300指数", Kind.INDEX, "SH", "000300"),
        ("中证军工", Kind.INDEX, "CSI", "399967"),
    ],
)
def test_what_a_word_names(name: str, kind: Kind, market: str, code: str) -> None:
    assert SPOKEN[name][1:4] == (kind, market, code)


def test_a_nickname_begins_with_the_first_name_of_its_code_and_does_not_end() -> None:
    nickname = SPOKEN["大盘王"]
    assert (nickname.valid_from, nickname.valid_to) == (BEGAN, None)
    assert nickname.name_kind is NameKind.NICKNAME


def test_a_nickname_of_a_code_that_no_list_has_is_none() -> None:
    assert "无名" not in SPOKEN


def test_an_index_is_linked_under_one_market() -> None:
    names = [name for name in vocabulary(REGISTRY, LEXICON) if name.name == "沪深300"]
    assert [name.market for name in names] == ["SH"]


@pytest.mark.parametrize(
    ("market", "code", "kind"),
    [
        ("OTCFUND", "000001", Kind.FUND),
        ("SH", "510300", Kind.FUND),
        ("SZ", "161725", Kind.FUND),
        ("SH", "000001", Kind.INDEX),
        ("SZ", "000001", Kind.STOCK),
        ("SZ", "399006", Kind.INDEX),
        ("CSI", "H30533", Kind.INDEX),
        ("US", ".DJI", Kind.INDEX),
        ("NASDAQ", "AAPL", Kind.STOCK),
        ("BK", "0477", Kind.PLATE),
        ("SH", "113050", Kind.OTHER),
        ("SZ", "127045", Kind.OTHER),
        ("ZH", "123456", Kind.OTHER),
    ],
)
def test_what_a_stated_code_stands_for(market: str, code: str, kind: Kind) -> None:
    assert kind_of(market, code) is kind
