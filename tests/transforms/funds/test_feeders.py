import pytest

from tests.transforms.funds.listings import COMPANIES, listing
from transforms.funds.feeders import feeders
from transforms.funds.groups import fund_ids
from transforms.funds.listing import Listing

A500 = "中证A500指数"

# what: the codes, and what the feeders among them hold
CASES: dict[str, tuple[list[Listing], dict[str, str]]] = {
    "by index": (
        [
            listing("513100", "纳指ETF国泰", index="纳斯达克100指数"),
            listing("160213", "国泰纳斯达克100ETF联接A", index="纳斯达克100"),
        ],
        {"160213": "513100"},
    ),
    "by the name that the ETF bore once": (
        [
            listing("159934", "金ETF易方达", "易方达黄金ETF"),
            listing("000307", "易方达黄金ETF联接A"),
            listing("002963", "易方达黄金ETF联接C"),
        ],
        {"000307": "159934", "002963": "159934"},
    ),
    "by a name without the index maker": (
        [
            listing("561120", "家电ETF国泰"),
            listing("008713", "国泰中证全指家电主题ETF发起式联接A"),
        ],
        {"008713": "561120"},
    ),
    "both agree": (
        [
            listing("510500", "中证500ETF南方", index="中证500指数"),
            listing("160119", "南方中证500ETF联接(LOF)A", index="中证500指数"),
        ],
        {"160119": "510500"},
    ),
    "one class tells for all": (
        [
            listing("513100", "纳指ETF国泰", index="纳斯达克100指数"),
            listing("160213", "国泰海外科技ETF联接A", index="纳斯达克100指数"),
            listing("160214", "国泰海外科技ETF联接C"),
        ],
        {"160213": "513100", "160214": "513100"},
    ),
    "the name decides between two on one index": (
        [
            listing("159920", "恒生ETF华夏", "华夏恒生ETF", index="恒生指数"),
            listing("513660", "恒生通ETF华夏", "华夏沪港通恒生ETF", index="恒生指数"),
            listing("000948", "华夏沪港通恒生ETF联接A", index="恒生指数"),
        ],
        {"000948": "513660"},
    ),
    "the plain and the enhanced one": (
        [
            listing("512050", "A500ETF华夏", index=A500),
            listing("512370", "A500增强ETF华夏", index=A500),
            listing("022430", "华夏中证A500ETF联接A", index=A500),
            listing("026860", "华夏中证A500增强策略ETF联接A", index=A500),
        ],
        {"022430": "512050", "026860": "512370"},
    ),
    "two that nothing decides between": (
        [
            listing("159920", "恒生ETF华夏", index="恒生指数"),
            listing("513660", "恒生ETF华夏", index="恒生指数"),
            listing("000071", "华夏恒生ETF联接A", index="恒生指数"),
        ],
        {},
    ),
    "index and name say different things": (
        [
            listing("512360", "MSCIA股ETF平安", index="MSCI中国A股国际指数"),
            listing("512390", "中国低波ETF平安", "平安MSCI中国A股ETF", index="MSCI中国A股低波指数"),
            listing("005868", "平安MSCI中国A股ETF联接A", index="MSCI中国A股国际指数"),
        ],
        {},
    ),
    "another company's ETF": (
        [
            listing("510300", "沪深300ETF易方达", index="沪深300指数"),
            listing("110020", "华夏沪深300ETF联接A", index="沪深300指数"),
        ],
        {},
    ),
    "not the desk of an ETF": (
        [
            listing("515290", "银行ETF天弘", index="中证银行指数"),
            listing("515293", "银行ETF天弘", index="中证银行指数"),
            listing("001594", "天弘中证银行ETF联接A", index="中证银行指数"),
        ],
        {"001594": "515290"},
    ),
    "the listed one before one that is gone": (
        [
            listing("510001", "红利ETF南方", index="中证红利指数", gone=True),
            listing("510010", "红利ETF南方", index="中证红利指数"),
            listing("008736", "南方中证红利ETF联接A", index="中证红利指数"),
        ],
        {"008736": "510010"},
    ),
    "no feeder: a fund of ETFs, an index fund, the ETF's own classes": (
        [
            listing("510500", "中证500ETF南方", index="中证500指数"),
            listing("000001", "南方中证500(ETF-FOF)A", index="中证500指数"),
            listing("000002", "南方中证500指数A", index="中证500指数"),
            listing("000003", "南方中证500ETFD", index="中证500指数"),
        ],
        {},
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_which_etf_a_feeder_holds(what: str) -> None:
    listings, expected = CASES[what]
    ids = fund_ids(listings, COMPANIES)
    assert feeders(listings, ids, COMPANIES) == expected
    assert feeders(reversed(listings), ids, COMPANIES) == expected
