import pytest

from transforms.cashtags import cashtags, stated_code

FORMS = [
    ("OTCFUND|161130", "OTCFUND", "161130"),
    ("SH600519", "SH", "600519"),
    ("sz000040", "SZ", "000040"),
    ("BJ920765", "BJ", "920765"),
    ("HK|02370", "HK", "02370"),
    ("00700", "HK", "00700"),
    ("NASDAQ|AAPL", "NASDAQ", "AAPL"),
    ("NYSE|BRK.B", "NYSE", "BRK.B"),
    ("AAPL", "US", "AAPL"),
    (".DJI", "US", ".DJI"),
    ("ZH2335584", "ZH", "2335584"),
    ("P001459", "P", "001459"),
    ("BK0475", "BK", "0475"),
    ("CSIH30184", "CSI", "H30184"),
    ("CSI000688", "CSI", "000688"),
    ("F100032", "OTCFUND", "100032"),
    ("OC872748", "OC", "872748"),
    ("NQ833767", "NQ", "833767"),
    ("SP1035959", "SP", "1035959"),
    ("601618.SH", "SH", "601618"),
]


@pytest.mark.parametrize(("code", "market", "number"), FORMS)
def test_every_market_form(code: str, market: str, number: str) -> None:
    (tag,) = cashtags(f"看$某某({code})$。")
    assert (tag.name, tag.market, tag.code) == ("某某", market, number)


@pytest.mark.parametrize(
    "code", ["", "5", "123", "600519", "买入", "2025", "SH60051", "A|B", "1.2"]
)
def test_what_is_no_code(code: str) -> None:
    assert stated_code(code) is None


def test_nested_brackets_and_touching_tags() -> None:
    text = (
        "$易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)(OTCFUND|161130)$"
        "$易方达标普500指数人民币A(OTCFUND|161125)$"
    )
    found = list(cashtags(text))
    assert [tag.code for tag in found] == ["161130", "161125"]
    assert found[0].name == "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)"
    assert found[0].span.end == found[1].span.start


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("从$100-$200（区间）涨到$5(涨价)$，不是代码", []),
        ("$5(成本)$贵州茅台(SH600519)$", ["600519"]),
        ("＄小米集团－Ｗ（０１８１０）＄", ["01810"]),
        ("$小米集团-W(01810)$和$*ST某(SZ000040)$", ["01810", "000040"]),
        ("$某\n某(SH600519)$", []),
        ("$(SH600519)$", []),
    ],
)
def test_prices_and_odd_marks(text: str, codes: list[str]) -> None:
    assert [tag.code for tag in cashtags(text)] == codes
