"""Lists that are refused: what is wrong with them, told in one line."""

import gzip

import pytest

from tests.transforms.registry.said import day
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.reading import read_list

SEEN = day("2025-03-27")
EM = "code,pinyin_abbr,name,type,pinyin_full\n"
HISTORY = "code,name,first_seen,last_seen\n"
BASIC = "ts_code,name,management,fund_type,list_date,delist_date,benchmark,invest_type\n"
GOOD, SAME = "000307,Y,甲混合,混合型,Y\n", "000198,T,乙货币,货币型,T\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(b"", "empty", id="empty file"),
        pytest.param("\ufeff\n", "empty", id="mark alone"),
        pytest.param(EM, "no line below", id="header alone"),
        pytest.param(
            "code,nom,type\n000307,甲混合,混合型\n",
            "columns code, nom, type: no list .* the nearest, .*, needs name",
            id="wrong column",
        ),
        pytest.param(
            EM + GOOD + "000307,Y,丙混合,混合型,Y\n",
            "line 3: 000307 stands in line 2",
            id="duplicate code",
        ),
        pytest.param(EM + GOOD + "000308,Y,,混合型,Y\n", "line 3: name is empty", id="empty name"),
        pytest.param(
            EM + GOOD + "307,Y,丙混合,混合型,Y\n",
            r"line 3: code is '307', no fund code: the zeros before it were lost \(000307",
            id="lost zeros",
        ),
        pytest.param(
            EM + GOOD + "000308,Y,丙\x00混合,混合型,Y\n",
            "line 3: name holds the unseen character U\\+0000",
            id="control",
        ),
        pytest.param(
            EM + GOOD + "000308,Y,丙\u200b混合,混合型,Y\n",
            "line 3: name holds the unseen character U\\+200B",
            id="invisible",
        ),
        pytest.param(EM + GOOD + "000308,Y,丙混", "line 3 has no end", id="torn in a cell"),
        pytest.param(EM + GOOD + "000308,Y\n", "line 3 has 2 cells under 5", id="torn line"),
        pytest.param(EM + GOOD + '000308,"Y,丙混合,混合型,Y\n', "line 3: .*torn", id="open quote"),
        pytest.param(
            EM + "000307,Y,甲,混合,混合型,Y\n", "line 2 has 6 cells", id="comma in a name"
        ),
        pytest.param(
            (EM + GOOD + SAME).encode()[:-18] + b"\xff,T\n",
            "line 3: a broken character",
            id="broken byte",
        ),
        pytest.param(b"code,name\n\xff\xff\xff\n", "neither UTF-8 nor GB18030", id="no text"),
        pytest.param(
            "code,name\n015283,甲混合\n",
            "no stock's number: a list of funds",
            id="funds without types",
        ),
        pytest.param(
            HISTORY + "000307,甲,2025-01-02,2025-01-01\n", "two days in order", id="days swapped"
        ),
        pytest.param(HISTORY + "000307,甲,soon,2025-01-01\n", "'soon', no day", id="no day"),
        pytest.param(
            "code,exchange,short_name\n510300,nyse,甲\n", "exchange is 'NYSE'", id="exchange"
        ),
        pytest.param(BASIC + "51030.SH,甲,乙,丙,,,,\n", "ts_code is '51030.SH'", id="ts_code"),
        pytest.param("name,code,type,count\n甲,NVDA,stock_us,\n", "count is ''", id="no count"),
        pytest.param(
            "name,code,type,count\n甲,NVDA,bond,3\n", "'NVDA' is no code of type 'bond'", id="type"
        ),
        pytest.param("code,code\n1,2\n", "a column stands twice", id="column twice"),
        pytest.param(
            EM + "1.0,Y,甲混合,混合型,Y\n", r"zeros .* lost \(000001", id="codes as floats"
        ),
        pytest.param(EM + "000307.0,Y,甲混合,混合型,Y\n", "no fund code", id="a float with zeros"),
        pytest.param(
            EM + "０００３０７,Y,甲混合,混合型,Y\n", "half-width, 000307", id="full-width digits"
        ),
        pytest.param(EM + "٠٠٠٣٠٧,Y,甲混合,混合型,Y\n", "no fund code", id="digits of elsewhere"),
        pytest.param("code,name\n63,中兴通讯\n", r"zeros .* lost \(000063", id="a stock's zeros"),
        pytest.param(
            "index_code,display_name,publish_date\n00300,沪深300,2005-04-08\n",
            "zeros before it were lost",
            id="an index's zeros",
        ),
        pytest.param(
            "ts_code,name,list_date\n1.SZ,平安银行,19910403\n",
            "ts_code is '1.SZ'",
            id="ts_code's zeros",
        ),
        pytest.param(
            "code,name\n000307,易方达黄金ETF联接A\n",
            "a fund's name in a list of stocks",
            id="funds that are numbered as stocks",
        ),
        pytest.param(EM + "甲混合,Y,000307,混合型,Y\n", "code is '甲混合'", id="columns swapped"),
        pytest.param(EM + "000307,Y,000307,混合型,Y\n", "no name", id="a code for a name"),
        pytest.param(EM + "000307,Y,nan,混合型,Y\n", "'nan', no name", id="nothing of pandas"),
        pytest.param(EM + "000307,Y,--,混合型,Y\n", "'--', no name", id="dashes"),
        pytest.param(EM + f"000307,Y,{'甲' * 101},混合型,Y\n", "no name", id="a long name"),
        pytest.param(
            EM + "".join(f"{n:06},Y,混合型-{'偏股灵活'[n % 4]},甲{n}混合,Y\n" for n in range(40)),
            "4 names for 40 rows",
            id="names and types swapped",
        ),
        pytest.param((EM + GOOD).encode("utf-16"), "UTF-16: save it as CSV", id="UTF-16"),
        pytest.param((EM + GOOD).encode("utf-16-le"), "UTF-16: save it", id="UTF-16 without mark"),
        pytest.param(b"PK\x03\x04\x14\0", "an Excel file", id="Excel under another name"),
        pytest.param(gzip.compress((EM + GOOD).encode()), "unpack it", id="packed"),
        pytest.param("<!DOCTYPE html>\n<title>身份核实</title>\n", "a web page", id="a page"),
        pytest.param((EM + GOOD).replace(",", "\t"), "part the cells by commas", id="tabs"),
        pytest.param(
            (EM + GOOD * 9).encode("gbk").replace("甲".encode("gbk"), b"\xbc", 1),
            "line 2: a broken character",
            id="broken byte in GBK",
        ),
        pytest.param("var r = " + "[" * 99999, "torn", id="brackets without end"),
        pytest.param(
            "var r = " + "[" * 99999 + "]" * 99999, "torn", id="brackets deeper than can be read"
        ),
        pytest.param(
            "name,code,type,count\n甲,NVDA,stock_us,9999999999999999999999\n",
            "give a whole number",
            id="a count beyond counting",
        ),
        pytest.param(
            ",".join(f"c{n}" for n in range(999)) + "\n" + ",".join("1" * 999) + "\n",
            "known are fund_name_em",
            id="a wide table of another sort",
        ),
        pytest.param(
            "company,aliases\n同泰,同泰基金\n", "aliases: no list of names", id="a derived table"
        ),
        pytest.param(
            '"a\nb"\n1\n', "columns a b: no list of names, .*; known", id="a column of two lines"
        ),
    ],
)
def test_a_wrong_list_is_refused_in_one_line(text: str | bytes, words: str) -> None:
    with pytest.raises(BadList, match=words) as refused:
        read_list(text if isinstance(text, bytes) else text.encode(), "list.csv", SEEN)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 500
