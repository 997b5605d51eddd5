"""Short forms: what each name is written as, whose it is, since when; and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.funds.companies import Companies
from transforms.registry.alias import Alias
from transforms.registry.generated import generated
from transforms.registry.prefixes import unique_stems
from transforms.registry.registry import Fund
from transforms.registry.sighting import Kind, NameKind
from transforms.registry.stock_forms import stock_forms
from transforms.registry.themes import is_plain, spoken_themes, stems

COMPANIES = Companies(
    {name: name for name in "华夏 易方达 招商 南方 广发 国泰 富国 兴全 华宝 平安 汇添富".split()}
    | {"工银瑞信": "工银瑞信", "工银": "工银瑞信"}
)
DAY = date(2025, 2, 6)


def alias(
    name: str,
    code: str = "000001",
    kind: Kind = Kind.FUND,
    name_kind: NameKind = NameKind.OFFICIAL,
    begins: date | None = None,
    ends: date | None = None,
) -> Alias:
    return Alias(name, kind, "OTCFUND", code, name_kind, DAY, DAY, begins, ends, ("list",))


def listed(name: str, code: str) -> Alias:
    return alias(name, code, name_kind=NameKind.EXCHANGE_SHORT)


def fund(code: str, company: str, feeder_of: str | None = None) -> Fund:
    return Fund("OTCFUND", code, code, company=company, feeder_of=feeder_of)


def forms(*aliases: Alias, funds: tuple[Fund, ...] = ()) -> dict[str, set[str]]:
    """The codes of each form made of the aliases."""
    made: dict[str, set[str]] = {}
    for one in generated(aliases, {one.code: one for one in funds}, COMPANIES):
        made.setdefault(one.name, set()).add(one.code)
    return made


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("易方达蓝筹精选混合", "易方达蓝筹精选 易方达蓝筹精选基金 易方达蓝筹 易方达蓝筹基金"),
        ("兴全趋势投资混合(LOF)", "兴全趋势投资混合 兴全趋势投资 兴全趋势 兴全趋势基金"),
        ("富国天惠成长混合(LOF)A", "富国天惠成长 富国天惠 富国天惠A 富国天惠成长混合A"),
        ("华夏回报混合A", "华夏回报 华夏回报A 华夏回报混合"),
        ("广发行业严选三年持有期混合A", "广发行业严选 广发行业严选A 广发行业严选混合"),
        (
            "招商中证白酒指数(LOF)A",
            "招商中证白酒 招商白酒 招商白酒指数 招商中证白酒指数基金 招商中证白酒A",
        ),
        ("华夏中证500指数增强A", "华夏中证500增强 华夏中证500指增 华夏中证500指数增强基金"),
        (
            "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)",
            "易方达纳斯达克100ETF联接A 易方达纳指100 易方达纳指100ETF联接A 易方达纳指100联接",
        ),
        ("工银文体产业股票A", "工银瑞信文体产业 工银文体产业 工银文体"),
        ("华宝油气LOF", "华宝油气"),
        ("富国首创水务REIT", "首创水务REIT 富国首创水务REITs"),
        ("国泰信用债券A", "国泰信用债"),
    ],
)
def test_a_fund_is_written_shorter_than_listed(name: str, written: str) -> None:
    assert set(written.split()) <= set(forms(alias(name)))


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("招商中证银行指数A", "招商银行"),  # a bank
        ("平安医疗健康混合A", "平安医疗 平安健康"),  # businesses of an insurer
        ("招商产业债券A", "招商产业 招商产业基金"),  # any firm of a place's
        ("南方优势成长混合", "南方优势"),
        ("华夏中证500指数增强A", "华夏中证500"),  # another fund than the plain one
        ("易方达货币A", "易方达货币 易方达货币基金"),  # one of several
        ("广发纳斯达克100ETF联接美元(QDII)A", "广发纳斯达克100ETF联接A"),  # that is the yuan class
        ("易方达创新驱动灵活配置混合", "易方达 创新驱动 易方达基金"),
    ],
)
def test_what_is_a_phrase_or_another_thing_is_no_form(name: str, unsaid: str) -> None:
    assert not set(unsaid.split()) & set(forms(alias(name)))


def test_an_etf_is_written_in_both_orders_and_shared_without_its_company() -> None:
    made = forms(
        alias("华夏国证半导体芯片ETF", "159995"),
        listed("芯片ETF", "512760"),
        alias("芯片ETF易方达", "516350"),
        funds=(fund("159995", "华夏"), fund("512760", "国泰"), fund("516350", "易方达")),
    )
    assert made["国泰芯片ETF"] == made["芯片ETF国泰"] == {"512760"}
    assert made["易方达芯片ETF"] == {"516350"}
    assert made["华夏半导体芯片ETF"] == made["国证半导体芯片ETF华夏"] == {"159995"}
    assert made["芯片ETF"] == {"516350"}  # of 512760 it is a name in a list
    assert "指数ETF" not in made


def test_an_etf_s_company_and_index_name_it_and_its_feeder() -> None:
    made = forms(alias("华夏沪深300ETF", "510330"), alias("华夏沪深300ETF联接A", "000051"))
    assert made["华夏沪深300"] == {"510330", "000051"}


def test_a_feeder_is_called_by_its_etf_s_exchange_name() -> None:
    made = forms(
        listed("豆粕ETF", "159985"),
        alias("华夏饲料豆粕期货ETF联接A", "007937"),
        funds=(fund("159985", "华夏"), fund("007937", "华夏", feeder_of="159985")),
    )
    assert made["华夏豆粕ETF联接"] == made["豆粕ETF联接A"] == {"007937"}
    assert made["华夏豆粕ETF联接基金"] == {"007937"}


def test_a_feeder_is_called_by_its_own_name_without_its_company() -> None:
    made = forms(alias("汇添富中证主要消费ETF联接A", "000248"))
    assert made["主要消费ETF联接"] == made["中证主要消费ETF联接A"] == {"000248"}


def test_parts_of_a_graded_fund_are_not_what_its_name_means() -> None:
    made = forms(alias("招商中证白酒指数分级", "161725"), alias("招商中证白酒指数分级A", "150269"))
    assert made["招商白酒"] == {"161725"}
    assert "150269" in made["招商白酒A"]


def test_a_fund_of_hong_kong_leaves_its_name_to_those_who_are_called_so() -> None:
    made = forms(
        alias("华夏恒生科技ETF(QDII)", "513180"), alias("华夏恒生科技", "03088", Kind.OTHER)
    )
    assert made["华夏恒生科技"] == {"513180"}


def test_classes_share_the_forms_without_a_class() -> None:
    made = forms(
        alias("招商中证白酒指数(LOF)A", "161725"), alias("招商中证白酒指数(LOF)C", "012414")
    )
    assert made["招商白酒"] == {"161725", "012414"}
    assert made["招商白酒C"] == {"012414"}


def test_a_form_has_the_dates_of_all_names_that_it_is_made_of() -> None:
    one = alias("易方达黄金增强混合A", begins=date(2020, 3, 20), ends=date(2024, 1, 1))
    other = alias("易方达黄金增强混合C", begins=date(2022, 5, 1))
    made = {form.name: form for form in generated((one, other), {}, COMPANIES)}
    assert all(form.name_kind is NameKind.GENERATED for form in made.values())
    assert made["易方达黄金增强混合"].valid_from == date(2020, 3, 20)
    assert made["易方达黄金增强混合"].valid_to is None


def test_a_form_that_a_later_list_has_as_a_name_is_one_before() -> None:
    before = alias("易方达黄金ETF", "159934", begins=None, ends=date(2026, 4, 28))
    since = alias("黄金ETF易方达", "159934", begins=date(2026, 3, 6))
    made = {form.name: form for form in generated((before, since), {}, COMPANIES)}
    assert made["黄金ETF易方达"].valid_from is None
    assert made["易方达黄金ETF"].valid_to is None


def test_nothing_is_made_of_nicknames_learned_names_and_back_end_codes() -> None:
    assert not forms(
        alias("易方达大蓝筹混合", name_kind=NameKind.NICKNAME),
        alias("易方达某某混合", name_kind=NameKind.LEARNED),
        alias("华夏成长混合(后端)", "000002"),
    )


def test_no_form_is_the_name_of_a_stock_or_an_index() -> None:
    made = forms(
        alias("招商幸福生活混合"),
        alias("招商幸福", "600340", Kind.STOCK),
        alias("华夏恒生ETF(QDII)", "159920"),
        alias("华夏恒生", "HX", Kind.INDEX),
    )
    assert "招商幸福" not in made
    assert "华夏恒生" not in made
    assert "华夏恒生ETF" in made


@given(
    st.lists(
        st.text("易方达华夏中证500消费精选混合ETF联接LOF(QDII)AC沪港深 ", max_size=20), max_size=6
    )
)
def test_any_names_give_forms_of_three_characters_that_are_nobody_s(names: list[str]) -> None:
    aliases = [alias(name, f"{number:06}") for number, name in enumerate(names)]
    keys = [(one.name, one.code) for one in generated(aliases, {}, COMPANIES)]
    assert len(keys) == len(set(keys))
    assert all(len(name) > 2 for name, _ in keys)
    assert not {(one.name, one.code) for one in aliases} & set(keys)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("美团-W", ("美团",)),
        ("京东集团-SW", ("京东集团",)),
        ("万科Ａ", ("万科A", "万科")),
        ("*ST国华网", ()),
        ("招商局B", ()),
        ("*ST发展", ()),
        ("XD贵州茅", ()),
        ("N华润新能", ("华润新能",)),
        ("贵州茅台", ()),
        ("TCL科技", ()),
    ],
)
def test_a_stock_is_written_without_the_marks_of_the_exchange(
    name: str, written: tuple[str, ...]
) -> None:
    assert stock_forms(name) == written


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("中证白酒", "白酒"),
        ("上证科创板50成份", "科创50"),
        ("纳斯达克100", "纳指100"),
        ("MSCI中国A股国际通", "MSCIA股"),
        ("中证全指证券公司", "证券"),
        ("中证500", "中证500"),
    ],
)
def test_an_index_is_said_shorter(theme: str, said: str) -> None:
    assert said in spoken_themes(theme)


def test_an_index_keeps_what_tells_it_apart() -> None:
    assert spoken_themes("上证50") == ("上证50",)
    assert spoken_themes("恒生科技") == ("恒生科技",)


def test_stems_end_where_a_word_ends() -> None:
    assert list(stems("消费行业精选")) == ["消费行业", "消费"]
    assert list(stems("天惠成长")) == ["天惠"]
    assert list(stems("成长")) == []
    assert is_plain("优势成长")
    assert not is_plain("天惠")


def test_a_stem_that_many_funds_share_is_none() -> None:
    themes = {"易方达": {f"消费{end}": {end} for end in ("精选", "成长", "优选", "回报")}}
    active = {("易方达", theme) for theme in themes["易方达"]}
    assert not any(unique_stems(themes, active).values())


def test_a_fund_that_lost_an_empty_word_alone_is_meant_first() -> None:
    themes = {"易方达": {"消费行业": {"110022"}, "消费精选": {"009265"}}}
    found = unique_stems(themes, {("易方达", theme) for theme in themes["易方达"]})
    assert found == {("易方达", "消费行业"): ("消费",), ("易方达", "消费精选"): ()}


def test_a_company_that_is_a_word_needs_a_stem_of_one_fund_alone() -> None:
    themes = {"华夏": {"恒悦成长": {"1"}, "恒悦一号": {"2"}, "磐泰成长": {"3"}}}
    found = unique_stems(themes, {("华夏", theme) for theme in themes["华夏"]})
    assert found["华夏", "恒悦成长"] == ()
    assert found["华夏", "磐泰成长"] == ("磐泰",)
