"""Bytes off the wire to text."""

import re
import zlib

from transforms.capture import Capture, Unreadable

# The first kilobytes are where HTML5 asks for the declaration.
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_DECLARATION_BYTES = 4096
# As much as spiders unpack to recognise a page: none of ours comes near it, a bomb goes beyond.
MAX_PLAIN_BYTES = 32 * 1024**2
# gb18030 holds gbk and gb2312 whole; pages that say gb2312 use its larger sisters' characters.
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk", "cp936"}


def content(capture: Capture) -> bytes:
    """The body with its content-encoding undone.

    Raises Unreadable `cut_off` for a compressed body that ends early, `too_large` for one of
    more than MAX_PLAIN_BYTES, `bad_encoding` for one that is none of gzip, deflate, identity.
    """
    encoding = capture.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return _within_limit(capture.body)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return inflate(capture.body)
    raise Unreadable("bad_encoding", f"content-encoding {encoding!r} is not asked for and not read")


def inflate(body: bytes) -> bytes:
    """A gzip or zlib stream undone; Unreadable where it ends early, is neither, or a bomb."""
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        plain = _within_limit(stream.decompress(body, MAX_PLAIN_BYTES + 1))
    except zlib.error as error:
        raise Unreadable("bad_encoding", f"not a gzip stream ({error})") from error
    if not stream.eof:
        raise Unreadable("cut_off", f"the gzip stream ends after {len(body)} bytes, too early")
    return plain


def _within_limit(plain: bytes) -> bytes:
    if len(plain) > MAX_PLAIN_BYTES:
        raise Unreadable("too_large", f"more than {MAX_PLAIN_BYTES >> 20} MiB: no post is so long")
    return plain


def page_text(body: bytes, content_type: str = "") -> str:
    """The page as text, whatever its header says.

    UTF-8 that decodes strictly is UTF-8: GBK text almost never does by chance, while wrong
    headers are common. Else the declared charset, else gb18030, with U+FFFD for what is no text.
    """
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode(_declared(body, content_type), errors="replace")


def _declared(body: bytes, content_type: str) -> str:
    header, meta = _HEADER.search(content_type), _META.search(body[:_DECLARATION_BYTES])
    names = [header[1] if header else "", meta[1].decode("ascii") if meta else ""]
    for name in (name.lower() for name in names):
        if name in _CHINESE:
            return "gb18030"
        if name in ("big5", "big5-hkscs"):
            return "big5hkscs"
    return "gb18030"
