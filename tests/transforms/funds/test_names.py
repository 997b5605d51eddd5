"""Names as the lists write them; one row a thing that names do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.funds.companies import Companies
from transforms.funds.names import NameParts, parts

COMPANIES = Companies(
    {
        name: name
        for name in "易方达 广发 永赢 华安 东方 东方红 华夏 南方 招商 国泰 鹏华 同泰".split()
    }
    | {"工银": "工银瑞信", "工银瑞信": "工银瑞信", "国开": "国开泰富", "长江": "长江"}
)

# name: company, class, currency, theme, structure
NAMES: dict[str, tuple[str | None, str | None, str | None, str | None, str]] = {
    # the seed's eight
    "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)": (
        "易方达",
        "A",
        "CNY",
        "纳斯达克100",
        "ETF联接 QDII LOF",
    ),
    "易方达标普500指数人民币A": ("易方达", "A", "CNY", "标普500", "指数"),
    "广发纳斯达克100ETF联接人民币(QDII)C": ("广发", "C", "CNY", "纳斯达克100", "ETF联接 QDII"),
    "永赢先进制造智选混合发起A": ("永赢", "A", None, "先进制造智选", "混合 发起"),
    "鹏华碳中和主题混合A": ("鹏华", "A", None, "碳中和主题", "混合"),
    "易方达黄金ETF联接A": ("易方达", "A", None, "黄金", "ETF联接"),
    "华安黄金易ETF联接A": ("华安", "A", None, "黄金易", "ETF联接"),
    "同泰远见混合A": ("同泰", "A", None, "远见", "混合"),
    # currencies, wherever they stand
    "广发全球精选股票(QDII)美元现汇A": ("广发", "A", "USD", "全球精选", "股票 QDII"),
    "华夏全球精选(QDII)A(美元现汇份额)": ("华夏", "A", "USD", "全球精选", "QDII"),
    "工银全球股票(QDII)港币": ("工银瑞信", None, "HKD", "全球", "股票 QDII"),
    "华夏恒生ETF联接现钞A": ("华夏", "A", "USD", "恒生", "ETF联接"),
    "工银全球美元债A人民币": ("工银瑞信", "A", "CNY", "全球美元债", ""),
    "华安全球美元收益债C": ("华安", "C", None, "全球美元收益债", ""),
    # classes
    "南方中证500ETF联接A类份额": ("南方", "A", None, "中证500", "ETF联接"),
    "易方达中证A500ETF联接Ａ类": ("易方达", "A", None, "中证A500", "ETF联接"),
    "南方大数据100C": ("南方", "C", None, "大数据100", ""),
    "南方增利债券(C类)": ("南方", "C", None, "增利", "债券"),
    "南方增利债券A/B(后端)": ("南方", "A/B", None, "增利", "债券"),
    "华夏瑞益混合A2": ("华夏", "A2", None, "瑞益", "混合"),
    "招商优选混合A(LOF)": ("招商", "A", None, "优选", "混合 LOF"),
    "华安养老2040三年持有混合FOFY": ("华安", "Y", None, "养老2040", "养老 3年持有 混合 FOF"),
    "国泰货币ETFC": ("国泰", "C", None, None, "货币 ETF"),
    "广发亚洲债券BC类": ("广发", "BC", None, "亚洲", "债券"),
    "招商中证白酒指数(LOF)A": ("招商", "A", None, "中证白酒", "指数 LOF"),
    # letters that are none
    "国泰中证A50": ("国泰", None, None, "中证A50", ""),
    "南方中证A50ETF": ("南方", None, None, "中证A50", "ETF"),
    "国泰通信5G": ("国泰", None, None, "通信5G", ""),
    "广发中证ESG": ("广发", None, None, "中证ESG", ""),
    "南方标普中国A股红利机会": ("南方", None, None, "标普中国A股红利机会", ""),
    "南方恒生H股": ("南方", None, None, "恒生H股", ""),
    "华夏MSCI A股ETF": ("华夏", None, None, "MSCIA股", "ETF"),
    # companies: the longest, and the end of exchange names before their beginning
    "东方红产业升级混合": ("东方红", None, None, "产业升级", "混合"),
    "创业板200ETF华夏": ("华夏", None, None, "创业板200", "ETF"),
    "长江保护ETF南方": ("南方", None, None, "长江保护", "ETF"),
    "现金流ETF800鹏华": ("鹏华", None, None, "现金流ETF800", "ETF"),
    "黄金ETF工银": ("工银瑞信", None, None, "黄金", "ETF"),
    "国开债ETF": (None, None, None, "国开债", "ETF"),
    "长江保护ETF": (None, None, None, "长江保护", "ETF"),
    "华夏基金华润有巢REIT": ("华夏", None, None, "华润有巢", "REIT"),
    "某某中证500ETF联接E": (None, "E", None, "某某中证500", "ETF联接"),
    "恒生科技ETF": (None, None, None, "恒生科技", "ETF"),
    # structures
    "国泰安睿稳健养老目标一年持有期混合(FOF)A": (
        "国泰",
        "A",
        None,
        "安睿稳健养老目标",
        "养老 1年持有 混合 FOF",
    ),
    "南方安享稳健养老(FOF)": ("南方", None, None, "安享稳健养老", "养老 FOF"),
    "南方养老产业混合": ("南方", None, None, "养老产业", "混合"),
    "招商添德三十九个月定期开放债券": ("招商", None, None, "添德", "39个月定开 债券"),
    "鹏华丰享39个月定开债发起式": ("鹏华", None, None, "丰享", "39个月定开 债券 发起"),
    "南方瑞和十八个月封闭运作混合": ("南方", None, None, "瑞和", "18个月封闭 混合"),
    "鹏华至信回报三年定开放混合": ("鹏华", None, None, "至信回报", "3年定开 混合"),
    "易方达中证同业存单AAA指数7天持有": (
        "易方达",
        None,
        None,
        "中证同业存单AAA",
        "同业存单 指数 7天持有",
    ),
    "A500增强ETF华夏": ("华夏", None, None, "A500", "增强 ETF"),
    "南方中证1000增强策略ETF": ("南方", None, None, "中证1000", "增强 ETF"),
    "南方优化增强债券A": ("南方", "A", None, "优化增强", "债券"),
    "广发双利纯债A": ("广发", "A", None, "双利纯债", ""),
    "华安新活力灵活配置混合型": ("华安", None, None, "新活力", "灵活配置 混合"),
    "华安国企指数分级B": ("华安", "B", None, "国企", "指数 分级"),
    "华安稳健回报(ETF-FOF)C": ("华安", "C", None, "稳健回报", "ETF FOF"),
    "软件ETF基金": (None, None, None, "软件", "ETF 基金"),
}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_name_says(name: str) -> None:
    said = parts(name, COMPANIES)
    company, share, currency, theme, words = NAMES[name]
    assert (said.company, said.share_class, said.currency) == (company, share, currency)
    assert (said.theme, " ".join(said.structure)) == (theme, words)


def test_core_is_without_company_and_brackets_and_base_with_them() -> None:
    said = parts("广发纳斯达克100ETF联接人民币(QDII)C", COMPANIES)
    assert (said.core, said.base) == ("纳斯达克100ETF联接", "广发纳斯达克100ETF联接(QDII)")
    assert said.brackets == ("QDII",)


def test_dollars_in_cash_are_told_from_those_on_account() -> None:
    names = ["广发全球(QDII)美元现汇A", "广发全球(QDII)美元现钞A", "广发全球(QDII)A(美元)"]
    assert [parts(name, COMPANIES).settlement for name in names] == ["汇", "钞", None]


def test_back_end_codes_say_so() -> None:
    assert parts("华夏成长混合(后端)", COMPANIES).is_back_end
    assert not parts("华夏成长混合", COMPANIES).is_back_end


def test_plain_names_of_companies_stand_for_themselves() -> None:
    assert parts("工银黄金ETF联接A", ("工银", "工银瑞信")).company == "工银"
    assert parts("工银黄金ETF联接A").company is None
    assert parts("黄金ETF工银", ["工银"]) == parts("黄金ETF工银", ("工银",))


@given(
    st.text(
        alphabet="华夏工银ETFLOABC/()（）0159人民币美元现汇钞类份额债定开期持有年十三+-. ",
        max_size=24,
    )
)
def test_any_text_has_parts_that_it_holds(name: str) -> None:
    said = parts(name, COMPANIES)
    assert isinstance(said, NameParts)
    assert said.theme is None or said.core.startswith(said.theme)
    assert said.core in said.base


@given(
    st.sampled_from(
        ["华夏成长混合", "易方达中证A500ETF联接(LOF)", "广发全球精选股票(QDII)", "创业板ETF华夏"]
    ),
    st.sampled_from("ABCDEFHIY"),
)
def test_a_class_letter_changes_nothing_but_the_class(name: str, letter: str) -> None:
    bare, with_class = parts(name, COMPANIES), parts(name + letter, COMPANIES)
    assert with_class.share_class == letter
    assert (with_class.base, with_class.core) == (bare.base, bare.core)
