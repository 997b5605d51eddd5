from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.funds.listings import COMPANIES, listing
from transforms.funds.groups import fund_ids
from transforms.funds.listing import Listing


def funds(*listings: Listing) -> list[str]:
    """The codes of each fund, its id first: 000001 000002."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, fund_id in sorted(fund_ids(listings, COMPANIES).items()):
        found[fund_id].append(code)
    return [
        " ".join([fund_id, *(code for code in codes if code != fund_id)])
        for fund_id, codes in sorted(found.items())
    ]


# what: codes with their names, and the funds that they are
CASES: dict[str, tuple[list[Listing], list[str]]] = {
    "classes": (
        [listing("000001", "华夏成长混合A"), listing("000002", "华夏成长混合C")],
        ["000001 000002"],
    ),
    "currencies and cash": (
        [
            listing("000075", "华夏全球股票(QDII)美元现汇"),
            listing("000076", "华夏全球股票(QDII)美元现钞"),
            listing("000071", "华夏全球股票(QDII)人民币"),
        ],
        ["000071 000075 000076"],
    ),
    "currency and class in any order": (
        [
            listing("161130", "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)"),
            listing("012870", "易方达纳斯达克100ETF联接(QDII-LOF)C(人民币)"),
            listing("003722", "易方达纳斯达克100ETF联接(QDII-LOF)A(美元现汇)"),
        ],
        ["161130 003722 012870"],
    ),
    "back end": (
        [listing("000001", "华夏成长混合"), listing("000002", "华夏成长混合(后端)")],
        ["000001 000002"],
    ),
    "the class listed first gives its code": (
        [
            listing("000001", "华夏成长混合C", seen="2024-01-01"),
            listing("100001", "华夏成长混合A", seen="2020-01-01"),
            listing("100002", "华夏成长混合B", seen="2020-01-01"),
        ],
        ["100001 000001 100002"],
    ),
    "graded": (
        [
            listing("160001", "招商中证煤炭指数分级", gone=True),
            listing("150001", "招商中证煤炭指数分级A", gone=True),
            listing("150002", "招商中证煤炭指数分级B", gone=True),
        ],
        ["150001 150002 160001"],
    ),
    "LOF said of one class": (
        [listing("168401", "广发精选混合(LOF)A"), listing("026293", "广发精选混合C")],
        ["168401 026293"],
    ),
    "发起 said of one class": (
        [listing("000001", "广发精选混合发起A"), listing("000002", "广发精选混合发起式C")],
        ["000001 000002"],
    ),
    "another type is another fund": (
        [
            listing("000001", "广发稳健(FOF)A", type_="FOF-稳健型"),
            listing("000002", "广发稳健C", type_="混合型-偏债"),
        ],
        ["000001", "000002"],
    ),
    "loose names that do not fit stay apart": (
        [
            listing("000001", "广发稳健(FOF)A"),
            listing("000002", "广发稳健A"),
            listing("000003", "广发稳健C"),
        ],
        ["000001", "000002 000003"],
    ),
    "ETF and feeder": (
        [
            listing("159937", "黄金ETF博时"),
            listing("002610", "博时黄金ETF联接A"),
            listing("002611", "博时黄金ETF联接C"),
            listing("000929", "博时黄金ETFD"),
        ],
        ["002610 002611", "159937 000929"],
    ),
    "two ETFs of one name": (
        [listing("159920", "恒生ETF华夏"), listing("513660", "恒生ETF华夏")],
        ["159920", "513660"],
    ),
    "the desk of an ETF": (
        [listing("515290", "银行ETF天弘"), listing("515293", "银行ETF天弘")],
        ["515290 515293"],
    ),
    "a gone class of a listed fund": (
        [
            listing("000001", "华夏成长混合A"),
            listing("000002", "华夏成长混合C"),
            listing("000003", "华夏成长混合H", gone=True),
        ],
        ["000001 000002 000003"],
    ),
    "a gone fund of a listed one's name": (
        [
            listing("020001", "国泰信盈混合A"),
            listing("020002", "国泰信盈混合C"),
            listing("970001", "国泰信盈混合A", gone=True),
            listing("970002", "国泰信盈混合C", gone=True),
        ],
        ["020001 020002", "970001 970002"],
    ),
    "two listed funds of one name": (
        [
            listing("000001", "国泰信盈混合A"),
            listing("000002", "国泰信盈混合A"),
            listing("000003", "国泰信盈混合C"),
        ],
        ["000001", "000002", "000003"],
    ),
    "a class known by its former name": (
        [
            listing("000216", "广发黄金ETF联接A", "广发黄金易ETF联接A"),
            listing("000217", "广发黄金易ETF联接C"),
        ],
        ["000216 000217"],
    ),
    "a former name that two funds bore": (
        [
            listing("000001", "广发新锐混合A", "广发成长混合A"),
            listing("000002", "广发先锋混合A", "广发成长混合A"),
            listing("000003", "广发成长混合C"),
        ],
        ["000001", "000002", "000003"],
    ),
    "a class launched later under a fuller name": (
        [
            listing("000001", "招商稳恒中短债60天持有债券A"),
            listing("000002", "招商稳恒中短债60天持有债券C"),
            listing("000003", "招商稳恒中短债60天持有期债券D"),
        ],
        ["000001 000002 000003"],
    ),
    "funds of two sorts that both have an A": (
        [
            listing("000402", "工银纯债债券A"),
            listing("000403", "工银纯债债券B"),
            listing("164810", "工银纯债定开债"),
        ],
        ["000402 000403", "164810"],
    ),
    "two companies": (
        [listing("000001", "广发成长混合A"), listing("000002", "南方成长混合C")],
        ["000001", "000002"],
    ),
    "two spellings of a company": (
        [listing("000001", "工银成长混合A"), listing("000002", "工银瑞信成长混合C")],
        ["000001 000002"],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_which_codes_are_one_fund(what: str) -> None:
    listings, expected = CASES[what]
    assert funds(*listings) == expected
    assert funds(*reversed(listings)) == expected


CORES = st.sampled_from(["成长混合", "中证500ETF联接", "黄金ETF联接(QDII)", "稳健混合(FOF)"])


@given(
    CORES,
    st.lists(st.sampled_from("ACDEFIY"), min_size=1, max_size=5, unique=True),
    st.sampled_from(["{0}A", "{0}A人民币", "{0}A(人民币)"]),
)
def test_a_class_more_keeps_the_fund(core: str, letters: list[str], form: str) -> None:
    old = [listing(f"{n:06}", f"华夏{core}{letter}") for n, letter in enumerate(letters, 1)]
    name = form.format(f"华夏{core}").replace("A", "B", 1) if form == "{0}A" else None
    new = listing("900000", name or form.format(f"华夏{core}"), seen="2026-01-01")
    before, after = fund_ids(old, COMPANIES), fund_ids([*old, new], COMPANIES)
    first = f"{letters.index('A') + 1 if 'A' in letters else 1:06}"
    assert set(after.values()) == set(before.values()) == {first}
    assert {code: after[code] for code in before} == before
