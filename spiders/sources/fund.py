"""天天基金, Eastmoney's fund pages: the newest posts of a fund's bar, handed on to 股吧 and 财富号.

Caveats: sites.md §4. The time is that of the last update, without a year (seen in 2026: newest
first, 10 to 20 rows of several bars, no second page), so a row tells only how late its post can be;
the post's own page tells the day. The year is the one that the answer's clock allows.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from spiders.base import SourceSpider
from spiders.clock import read_instant
from spiders.embedded import ChangedLayout
from spiders.lists import ListPage, ListRow
from spiders.outcomes import Outcome
from spiders.plan import KnownPost, Target
from spiders.visits import Visit
from spiders.walker import answered_at

SITE = "https://fund.eastmoney.com"
GUBA = "https://guba.eastmoney.com"
CAIFUHAO = "https://caifuhao.eastmoney.com"

# On guba's own host, or under /ba/ of the funds'.
POST_PATH = re.compile(r"(?:/ba)?/news,([A-Za-z0-9]+),(\d+)(?:_\d+)?\.html")
ARTICLE_PATH = re.compile(r"/news/(\d{23})/?")
SHOWN = re.compile(r"(\d\d-\d\d)\s+(\d\d:\d\d)")

# A page may be ahead of its server's clock by so much and still be of the same year.
AHEAD = timedelta(hours=1)


class FundSpider(SourceSpider):
    """Reads a fund's page and visits no post: every row is another source's."""

    name = "fund"
    keys: ClassVar[Mapping[str, str]] = {"funds": "fund"}
    hosts = frozenset({"fund.eastmoney.com"})
    hands_on_to = frozenset({"guba", "caifuhao"})

    def list_url(self, target: Target, number: int) -> str:
        """The fund's page, the only one."""
        return f"{SITE}/{target.id}.html"

    def read_list(self, response: TextResponse, target_id: str) -> ListPage:
        """The rows of the bar's box; the site shows no older ones."""
        if not response.css(".barEssayListWrap"):
            raise ChangedLayout("expected `.barEssayListWrap` in the page")
        clock = answered_at(response) or self.plan.night[1]
        cells = response.css(".barEssayListWrap table.popTable tr")
        rows = tuple(read_row(cell, clock) for cell in cells if cell.css("td"))
        return ListPage(rows=rows, claimed=None if rows else 0, is_last=True, is_cut=True)

    def post_url(self, post: KnownPost) -> str:
        """Never asked: a fund's posts are all handed on."""
        return f"{GUBA}/news,{post.bar or post.target},{post.native_id}.html"

    def recognise(self, response: TextResponse, visit: Visit) -> Outcome:
        """A fund's page by its box."""
        if response.status != 200:
            return Outcome.FAILED
        return Outcome.LIST if self.read_list(response, "").rows else Outcome.EMPTY


def read_row(row: Selector, clock: datetime) -> ListRow:
    """The post of a table's row, with the source that it belongs to."""
    link = row.css("td.td03 a[href], a[href*='news,'], a[href*='/news/']")
    shown = " ".join(row.css("td.td05 ::text, td.td05::text").getall()).strip()
    source, native_id, bar, url = place(link.attrib.get("href", ""))
    return ListRow(
        native_id=native_id,
        title="".join(link[:1].css("::text").getall()).strip(),
        url=url,
        source=source,
        bar_code=bar,
        published_at=None,
        last_active_at=with_year(shown, clock),
    )


def place(address: str) -> tuple[str, str, str | None, str]:
    """Source, id, bar and address of the post that a row leads to."""
    parts = urlsplit(urljoin(GUBA, address))
    if found := POST_PATH.fullmatch(parts.path):
        bar, post_id = found.groups()
        return "guba", post_id, bar, f"{GUBA}/news,{bar},{post_id}.html"
    if found := ARTICLE_PATH.fullmatch(parts.path):
        return "caifuhao", found[1], None, f"{CAIFUHAO}/news/{found[1]}"
    raise ChangedLayout(f"expected a row that leads to a post, not to {address[:80]!r}")


def with_year(shown: str, clock: datetime) -> datetime:
    """`12-31 23:59` in the latest year in which it lies before the clock."""
    found = SHOWN.search(shown)
    if found is None:
        raise ChangedLayout(f"expected a time like 03-27 21:04 in a row, not {shown[:80]!r}")
    # A 29 February may be eight years ago.
    for year in range(clock.year + 1, clock.year - 9, -1):
        try:
            at = read_instant(f"{year}-{found[1]} {found[2]}")
        except ValueError:
            continue
        if at <= clock + AHEAD:
            return at
    raise ChangedLayout(f"expected a day of the calendar in a row, not {shown[:80]!r}")
