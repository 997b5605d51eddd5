from datetime import date

import pytest

from tests.spiders.fund_lists import ETFS, pages, quotes
from transforms.registry.formats.lines import BadList
from transforms.registry.formats.quotes import read_quotes

DAY = date(2025, 3, 28)
FIRST, SECOND = pages(ETFS, 2)


@pytest.mark.parametrize(
    "given",
    [
        [FIRST, SECOND],
        [quotes(ETFS, callback="jQuery1124_17")],
        # A page more, and a row on two pages: the list moved while it was read.
        [FIRST, SECOND, quotes({"510999": "海棠旧ETF"}, 3)],
        [FIRST, quotes(dict(sorted(ETFS.items())[1:]), 3)],
    ],
)
def test_pages_of_quotes_say_each_fund_s_name_on_its_exchange(given: list[str]) -> None:
    read = read_quotes([page.encode() for page in given], DAY)
    assert (read.source, read.seen_on, read.n_lines) == ("exchange_list", DAY, 3)
    assert [(one.market, one.code, one.name, one.name_kind) for one in read.sightings] == [
        ("SZ", "159934", "黄金ETF易方达", "exchange_short"),
        ("SH", "510990", "海棠ETF", "exchange_short"),
        ("SH", "510991", "海棠红利ETF", "exchange_short"),
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "0 of None quotes came"),
        ([FIRST], "2 of 3 quotes came: get the list again"),
        ([FIRST, FIRST], "2 of 3 quotes came"),
        ([FIRST, '{"rc":0,"data":null}'], "page 2 holds no quotes"),
        (["<html></html>"], "page 1 holds no quotes"),
        (['{"data":{"total":1,"diff":[{"f12":"510990","f13":105,"f14":"A"}]}}'], "row 1 of the"),
        (['{"data":{"total":1,"diff":[7]}}'], "row 1 of the quotes is none of a traded fund"),
        ([quotes({"51099": "海棠ETF"})], "no fund code"),
        ([quotes({"510990": ""})], "short_name is empty"),
        (
            [quotes({"510990": "海棠ETF"}, 2), quotes({"510990": "红棠ETF", "510991": "A"}, 2)],
            "510990 stands in line 1 already, with other words",
        ),
    ],
)
def test_pages_that_are_not_all_of_a_list_are_refused(given: list[str], words: str) -> None:
    with pytest.raises(BadList, match=words):
        read_quotes([page.encode() for page in given], DAY)
