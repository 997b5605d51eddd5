"""天天基金's and 东方财富's public lists of funds: all official names, and names on the exchange.

Caveats: as public code read them in 2026 (akshare's fund_name_em, fund_etf_spot_em and
fund_lof_spot_em). Quotes come 100 a page since March 2025, whatever is asked for; they are asked
for by code, since by price rows move between two pages, and of the host for late quotes: names do
not change by the minute. No public list tells which index a fund tracks (fund_info_index_em's
answers are ranks of a group of indexes), so there is none here.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy.http import TextResponse

from spiders.embedded import ChangedLayout
from spiders.listings import ListingSpider
from spiders.lists import ListPage, ListRow
from spiders.outcomes import Outcome
from spiders.plan import Target
from spiders.visits import Visit

NAMES = "https://fund.eastmoney.com/js/fundcode_search.js"
QUOTES = "https://push2delay.eastmoney.com/api/qt/clist/get"

# The site's own groups of traded funds; MK0827 holds those of money and bonds.
GROUPS = {
    "etf": "b:MK0021,b:MK0022,b:MK0023,b:MK0024,b:MK0827",
    "lof": "b:MK0404,b:MK0405,b:MK0406,b:MK0407",
}
LISTS = ("all", *GROUPS)

# var r = [["000001","HXCZHH","华夏成长混合","混合型-灵活","HUAXIACHENGZHANGHUNHE"],...];
SCRIPT = re.compile(r"\ufeff?\s*var\s+\w+\s*=\s*(?P<rows>\[.*\])\s*;?\s*", re.DOTALL)
JSONP = re.compile(r"\ufeff?\s*[\w.$]+\((?P<json>.*)\)\s*;?\s*", re.DOTALL)
CODE = re.compile(r"\d{6}")


class FundsSpider(ListingSpider):
    """Reads each list once a night."""

    name = "funds"
    keys: ClassVar[Mapping[str, str]] = {"lists": "list"}
    hosts = frozenset({"fund.eastmoney.com", "push2delay.eastmoney.com"})

    @classmethod
    def refuses(cls, target: Target) -> str | None:
        """Only the lists that there are."""
        if target.id in LISTS:
            return None
        hint = "; import one that has tracked indexes" if target.id == "index" else ""
        return f"there is no list {target.id!r}: choose of {', '.join(LISTS)}{hint}"

    def list_url(self, target: Target, number: int) -> str:
        """The list of all funds has one page."""
        if target.id not in GROUPS:
            return NAMES
        asked = {"pn": number, "pz": 100, "po": 0, "np": 1, "fltt": 2, "invt": 2, "fid": "f12"}
        wanted = {"fs": GROUPS[target.id], "fields": "f12,f13,f14"}
        return f"{QUOTES}?{urlencode(asked | wanted, safe=':,')}"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """A row a fund; `claimed` is the number of funds in the whole list."""
        if target_id in GROUPS:
            rows, n_all = read_quotes(response.text)
        else:
            rows = read_script(response.text)
            n_all = len(rows)
        self.check_size(target_id, n_all)
        return ListPage(rows=rows, claimed=n_all, is_last=target_id not in GROUPS)

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """A list by its rows: none is ever empty."""
        if response.status != 200:
            return Outcome.FAILED
        self.read_list(response, str(visit.target))
        return Outcome.LIST


def read_script(text: str) -> tuple[ListRow, ...]:
    """The rows of fundcode_search.js; ChangedLayout where it is cut or of other rows."""
    found = SCRIPT.fullmatch(text)
    if found is None:
        raise ChangedLayout("expected the whole of `var r = [[…]];`")
    rows = json.loads(found["rows"])
    if not rows or not all(isinstance(row, list) and len(row) == 5 for row in rows):
        raise ChangedLayout("expected rows of five texts")
    return tuple(_row(row[0], row[2]) for row in rows)


def read_quotes(text: str) -> tuple[tuple[ListRow, ...], int]:
    """The rows of a page of quotes, and how many the list has; beyond its end there are none."""
    found = JSONP.fullmatch(text)
    data = json.loads(found["json"] if found else text.removeprefix("\ufeff")).get("data")
    if not data or not data.get("diff") or not isinstance(data.get("total"), int):
        raise ChangedLayout("expected `diff` with rows and their `total`")
    rows = data["diff"]
    if not isinstance(rows, list) or not all(row.get("f13") in (0, 1) for row in rows):
        raise ChangedLayout("expected rows of Shenzhen (f13: 0) and Shanghai (1)")
    return tuple(_row(row.get("f12"), row.get("f14")) for row in rows), data["total"]


def _row(code: Any, name: Any) -> ListRow:
    if not (isinstance(code, str) and CODE.fullmatch(code) and isinstance(name, str) and name):
        raise ChangedLayout(f"expected a code of six digits and a name, not {str((code, name))!r}")
    return ListRow(native_id=code, title=name, url="", source=FundsSpider.name, published_at=None)
