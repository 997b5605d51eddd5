"""Where requests may go: hosts of the source on the public internet, and nowhere else.

A page chooses where a redirect leads, so this is checked where one is recognised, before any
request is sent, and again of the address that a name resolves to.
"""

import logging
import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError
from w3lib.url import safe_url_string

from spiders.outcomes import Outcome

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

    from spiders.base import SourceSpider

log = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}

# What Scrapy follows; a redirect of another kind, or to nowhere, is an answer.
FOLLOWED = frozenset({301, 302, 303, 307, 308})

# No honest Location holds them, and readers of addresses disagree on what they mean.
UNCLEAR = re.compile(rb"[\x00-\x1f\x7f\\]|^///")

# Two labels or more, the last not a number: 127.1, 0x7f.1 and 2130706433 are ways to write
# loopback. A trailing dot gets past lists of names.
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"(?=.{{1,253}}\Z)(?:{LABEL}\.)+(?P<last>[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?)")

# Top labels of networks that are not the world's (RFC 6761, RFC 6762, RFC 8375, ICANN).
NOT_THE_WORLDS = frozenset({"localhost", "localdomain", "local", "internal", "lan", "home", "arpa"})

# The only IPv6 block in use for the world; IPv4 addresses written as IPv6 lie outside it or in
# the tunnels of 6to4 and Teredo.
GLOBAL_V6 = IPv6Network("2000::/3")


class NotOurs(IgnoreRequest):
    """Raised for a request to where no page may lead us; it is never sent."""

    outcome = Outcome.MOVED


class AddressMiddleware:
    """Refuses what is not plain http(s) to a host of the source, before robots.txt is asked for."""

    def __init__(self, crawler: Crawler) -> None:
        self.spider = cast("SourceSpider", crawler.spider)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The check for a crawler's spider."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request to anywhere else."""
        host = urlsplit(request.url).hostname
        if not is_plain(request.url) or host not in self.spider.hosts:
            raise NotOurs(f"{request.url} is no address of {self.spider.name}: not visited")


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only: a name may be made to point into our network."""

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":  # noqa: N802
        """The address; DNSLookupError for one that is not public."""
        return super().getHostByName(name, timeout).addCallback(refuse_private, name)


def refuse_private(address: str, name: str) -> str:
    """The address that a name resolved to, if it is public."""
    if not is_public(address):
        # Twisted reports the failed look-up without our words.
        log.warning("%s resolves to %s, which is not public: not visited", name, address)
        raise DNSLookupError(f"{name} resolves to {address}, which is not public")
    return address


def redirect_target(response: Response) -> str | None:
    """Where a redirect leads; None where it leads nowhere, or is not a plain public address."""
    location = response.headers.get(b"Location") or b""
    if response.status not in FOLLOWED or not location or UNCLEAR.search(location):
        return None
    try:
        url = urljoin(response.url, safe_url_string(location))
    except ValueError:
        return None
    return url if is_plain(url) else None


def is_plain(url: str) -> bool:
    """Whether it is http(s) to the usual port of a public host, without user or password."""
    try:
        parts = urlsplit(url)
        is_usual = parts.port in (None, PORTS.get(parts.scheme))
    except ValueError:
        return False
    is_web = parts.scheme in PORTS and is_usual and url.isprintable()
    return is_web and "@" not in parts.netloc and is_public(parts.hostname or "")


def is_public(host: str) -> bool:
    """Whether this is a name or an IP address of the public internet, written the usual way."""
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        found = NAME.fullmatch(host.lower())
        return found is not None and found["last"] not in NOT_THE_WORLDS
    return is_public_v4(address) if isinstance(address, IPv4Address) else is_public_v6(address)


def is_public_v4(address: IPv4Address) -> bool:
    """Neither private, shared, loopback, link-local, reserved, for documents nor multicast."""
    return address.is_global and not address.is_multicast


def is_public_v6(address: IPv6Address) -> bool:
    """In the world's block, and no tunnel to an IPv4 address."""
    is_tunnel = address.sixtofour is not None or address.teredo is not None
    is_usual = address in GLOBAL_V6 and address.scope_id is None
    return address.is_global and is_usual and not is_tunnel
