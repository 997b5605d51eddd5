"""Reading a response: unpacked within a limit, and as text whatever its header says."""

import codecs
import zlib
from enum import StrEnum
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes

from spiders.settings import DOWNLOAD_MAXSIZE

# By content-encoding the windows of zlib; servers send deflate with and without its frame.
WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}

# Servers themselves refuse more than 8 to 64 KiB of headers.
MAX_HEADER_BYTES = 256 * 1024

# What sites give out to know a visitor again is no part of what they say.
KEEPSAKES = frozenset({b"Set-Cookie", b"Set-Cookie2"})


class Damage(StrEnum):
    """Why a body cannot be used; `plain` puts it among the flags of its response."""

    TOO_LARGE = "too large"
    CUT_OFF = "packed body cut off"
    GARBLED = "packed body garbled"


class PlainMiddleware:
    """Hands on what was recognised, to the letter; a damaged body is asked for again.

    It stands in for Scrapy's HttpCompression, whose limit, encodings and errors are others: what
    the archive calls a post must be what the spider then reads.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.may_retry = crawler.settings.getbool("RETRY_ENABLED")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The middleware of a crawler."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response unpacked, or the next try for it."""
        readable = plain(response)
        damage = damage_of(readable)
        if damage in (None, Damage.TOO_LARGE) or request.meta["outcome"] != "server_error":
            return readable
        spider = self.crawler.spider
        if spider is None or not self.may_retry:
            return readable
        level = self.crawler.settings["RETRY_GIVE_UP_LOG_LEVEL"]
        again = get_retry_request(request, spider=spider, reason=damage, give_up_log_level=level)
        return again or readable


def header_fields(response: Response) -> list[tuple[str, str]]:
    """The header fields, repeated ones too, as text byte for byte; cookies are left out."""
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in response.headers
        if name not in KEEPSAKES
        for value in response.headers.getlist(name)
    ]


def plain(response: Response) -> TextResponse:
    """The response as text with its content-encoding undone; a flag tells a damaged body."""
    encodings = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
    body, damage = unpack(response.body, encodings.strip().lower())
    if len(response.headers.to_string()) > MAX_HEADER_BYTES:
        body, damage = b"", Damage.TOO_LARGE
    headers = Headers({k: v for k, v in response.headers.items() if k != b"Content-Encoding"})
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    return response.replace(
        cls=kind if issubclass(kind, TextResponse) else TextResponse,
        headers=headers,
        body=body,
        flags=[*response.flags, *([damage] if damage else [])],
        encoding=charset(body, headers),
    )


def damage_of(response: Response) -> Damage | None:
    """What `plain` found wrong with the body."""
    return next((flag for flag in response.flags if isinstance(flag, Damage)), None)


def unpack(body: bytes, encoding: str) -> tuple[bytes, Damage | None]:
    """The body without gzip or deflate, as far as it goes; never more than DOWNLOAD_MAXSIZE."""
    if encoding in ("", "identity") or not body:
        return body, None
    for window in WINDOWS.get(encoding, ()):
        stream = zlib.decompressobj(window)
        try:
            unpacked = stream.decompress(body, DOWNLOAD_MAXSIZE)
        except zlib.error:
            continue
        if stream.eof:
            return unpacked, None
        if len(unpacked) >= DOWNLOAD_MAXSIZE:
            return b"", Damage.TOO_LARGE
        return unpacked, Damage.CUT_OFF
    return b"", Damage.GARBLED


def charset(body: bytes, headers: Headers) -> str:
    """UTF-8 where the body is that, cut off or not; else big5 where it says so, else gb18030.

    Headers are wrong more often than GBK text is UTF-8 by chance; transforms/decode.py reads so.
    """
    try:
        codecs.utf_8_decode(body, "strict", False)
    except UnicodeDecodeError:
        declared = TextResponse("http://x/", headers=headers, body=body).encoding
        return declared if declared.startswith("big5") else "gb18030"
    return "utf-8"
