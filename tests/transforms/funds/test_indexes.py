import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.funds.indexes import benchmark_index, index_form

# Spellings of one index each.
SAME = [
    ["沪深300指数", "沪深300", "沪深300指数收益率", "沪深 300", "沪深３００指数"],
    ["中证白酒指数", "中证白酒"],
    ["创业板指数(价格)", "创业板指", "创业板指数", "创业板指数(收益)"],
    ["上证综指", "上证综合指数", "上证综合全收益指数"],
    ["深证成指", "深证成份指数(价格)", "深证成分指数"],
    ["标准普尔500指数", "标普500", "标普500指数(S&P 500 Index(NTR, net total return))"],
    [
        "中债-1-5年国开行债券全价(总值)指数",
        "中债-1-5年国开行债券财富(总值)指数",
        "中债1-5年国开行债券指数",
    ],
    ["中证港股通科技指数", "中证港股通科技人民币指数", "经汇率调整后的中证港股通科技指数"],
    ["黄金9999", "上海黄金交易所Au99.99现货实盘合约收盘价", "国内黄金现货价格收益率"],
    ["上海金", "上海黄金交易所上海金集中定价合约(合约代码:SHAU)午盘基准价格收益率"],
    ["MSCI USA 50 Index", "msci usa 50 index"],
]
APART = [
    ("中证500指数", "中证500等权重指数"),
    ("中证A500", "中证A50"),
    ("恒生中国(香港上市)25指数", "恒生中国(香港上市)30指数"),
    ("创业板指数", "创业板50指数"),
    ("上证指数", "上证50指数"),
    ("中证沪深港黄金产业股票指数", "黄金9999"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_index_have_one_form(names: list[str]) -> None:
    assert len({index_form(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_indexes_that_are_not_the_same(one: str, other: str) -> None:
    assert index_form(one) != index_form(other)


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        ("上证科创板综合指数收益率", "上证科创板综合指数"),
        ("沪深300指数收益率*95%+银行活期存款利率(税后)*5%", "沪深300指数"),
        ("95%×中证100指数收益率 + 5%×银行活期存款利率", "中证100指数"),
        ("中证500指数收益率*95%+1%(指年收益率,评价时按期间折算)", "中证500指数"),
        ("经人民币汇率调整的恒生港股通指数收益率*95%+活期存款利率*5%", "恒生港股通指数"),
        ("恒生科技指数收益率(使用估值汇率折算)", "恒生科技指数"),
        ("中证360互联网+大数据100指数收益率*95%+存款利率*5%", "中证360互联网+大数据100指数"),
        ("上海黄金交易所Au99.99现货实盘合约收盘价", "黄金9999"),
        ("沪深300指数收益率*80%+上证国债指数收益率*20%", None),
        ("沪深300指数收益率*50%+中债综合指数收益率*50%", None),
        ("沪深300指数收益率+中债综合指数收益率", None),
        ("活期存款利率(税后)", None),
        ("一年期定期存款利率*100%", None),
        ("", None),
    ],
)
def test_the_index_of_a_benchmark(benchmark: str, expected: str | None) -> None:
    assert benchmark_index(benchmark) == expected


@given(st.text(alphabet="中证500沪深指数收益率全价财富(总值)()*+×%95.综成 Aa", max_size=30))
def test_any_text_has_a_form_that_is_its_own(name: str) -> None:
    form = index_form(name)
    assert bool(form) == bool(name.strip())
    assert benchmark_index(name) != ""
