from datetime import date

import pytest

from tests.transforms.linking.names import alias
from transforms.linking.lexicon import Lexicon
from transforms.linking.stated import kind_of
from transforms.linking.vocabulary import vocabulary
from transforms.registry.registry import Fund, Registry
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


def classes_of(*codes: str) -> Registry:
    """A registry whose codes are classes of one fund: A, C, and A with fees paid later."""
    names = [alias(f"某某趋势混合{end}", code) for end, code in zip("AC端", codes, strict=True)]
    names[2] = alias("某某趋势混合A(后端)", codes[2])
    return Registry(
        "test",
        tuple(names),
        {code: Fund("OTCFUND", code, codes[0]) for code in codes},
        classes={codes[0]: codes},
        names={(Kind.FUND, "OTCFUND", name.code): (name,) for name in names},
    )


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("163402", {("OTCFUND", "163402"), ("OTCFUND", "163403")}),
        ("SZ|163402", {("SZ", "163402")}),
    ],
)
def test_a_nickname_means_all_classes_unless_an_exchange_has_it(
    stated: str, meant: set[tuple[str, str]]
) -> None:
    registry = classes_of("163402", "163403", "163404")
    lexicon = Lexicon(nicknames={"某某趋势": (stated,)})
    spoken = [one for one in vocabulary(registry, lexicon) if one.name == "某某趋势"]
    assert {(one.market, one.code) for one in spoken} == meant
    assert lexicon.nicknames_of("163402") == ("某某趋势",)


def test_a_folded_lexicon_has_the_forms_of_texts() -> None:
    folded = Lexicon(common_words={"IT男": "a word"}, indexes={"德国DAX": "GLOBAL|GDAXI"}).folded()
    assert "it男" in folded.common_words
    assert folded.index_name("GLOBAL", "GDAXI") == "德国dax"


def test_an_index_goes_by_its_first_name_whatever_newer_lists_write() -> None:
    key = (Kind.INDEX, "SZ", "399006")
    plain = alias("创业板指", "399006", Kind.INDEX, "SZ")
    longer = plain._replace(name="创业板大盘指数", last_seen=date(2026, 4, 7))
    registry = Registry("test", (plain, longer), names={key: (plain, longer)})
    assert registry.name_now(*key) == "创业板指"
