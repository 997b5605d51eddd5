"""Addresses of blogs' pages: which are any, whose they are, and an id that lasts."""

from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

# Says where a reader came from, not which page it is.
TRACKING = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm")


def address(text: str, base: str = "") -> str | None:
    """The absolute address of a page; None for anything but http and for one with a password."""
    try:
        url = urljoin(base, text.strip())
        parts = urlsplit(url)
        is_open = parts.scheme in ("http", "https") and "@" not in parts.netloc
        is_page = is_open and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return url if text.strip() and is_page else None


def page_id(url: str) -> str | None:
    """16 hexadecimal digits, the same with and without https, `www.`, a last `/` and tracking."""
    page = address(url)
    if page is None:
        return None
    cleaned = url_query_cleaner(page, TRACKING, remove=True, unique=False)
    parts = urlsplit(canonicalize_url(cleaned))
    said = f"{bare(parts.netloc)}{parts.path.rstrip('/')}?{parts.query}"
    return sha256(said.encode()).hexdigest()[:16]


def host_of(url: str) -> str:
    """The host of an address; empty for what is none."""
    return urlsplit(url).hostname or "" if address(url) else ""


def with_twins(hosts: Iterable[str]) -> frozenset[str]:
    """The hosts, each with and without `www.`."""
    bares = {bare(host) for host in hosts if host}
    return frozenset(twin for host in bares for twin in (host, f"www.{host}"))


def bare(host: str) -> str:
    """A host without its `www.`."""
    return host.lower().removeprefix("www.")
