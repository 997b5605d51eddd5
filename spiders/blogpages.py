"""What a page of any blog is, and when it says that it was published."""

import re
from datetime import datetime

from scrapy.http import TextResponse

from spiders.feeddates import first_date
from spiders.outcomes import Outcome

# 451: taken down by law.
GONE = frozenset({404, 410, 451})
# For those who log in or pay: one such post is no reason to leave its host alone.
CLOSED = frozenset({401, 402})
PAGES = ("html", "text/plain")

SHOWN = (
    "(//body//text()[normalize-space() and not(ancestor::script or ancestor::style"
    " or ancestor::noscript or ancestor::template)])[1]"
)
STATED = (
    "//meta[@property='article:published_time' or @property='og:published_time'"
    " or @itemprop='datePublished' or @name='pubdate' or @name='publishdate']/@content"
    " | //time[@itemprop='datePublished' or @pubdate or contains(@class, 'published')]/@datetime"
)
LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def recognise_page(response: TextResponse) -> Outcome:
    """A post is a page with words on it; what is drawn by a script only cannot be read."""
    if response.status in GONE:
        return Outcome.DELETED
    if response.status in CLOSED:
        return Outcome.NOT_A_POST
    if response.status != 200:
        return Outcome.FAILED
    kind = (response.headers.get(b"Content-Type") or b"html").decode("latin-1").lower()
    if not any(page in kind for page in PAGES):
        return Outcome.NOT_A_POST
    return Outcome.POST if response.xpath(SHOWN) else Outcome.CHANGED_LAYOUT


def published_on(response: TextResponse) -> datetime | None:
    """When the page's own notes say that it was published; None where they do not."""
    stated = [*LINKED_DATA.findall(response.text), *response.xpath(STATED).getall()]
    # Last the page's first time of all, which mostly stands below its title.
    return first_date([*stated, *response.xpath("//time/@datetime").getall()[:1]])


def asked_for(response: TextResponse) -> str:
    """The address before redirects: two of them may end at one page."""
    request = response.request
    return (request.meta.get("redirect_urls") or [request.url])[0] if request else response.url
