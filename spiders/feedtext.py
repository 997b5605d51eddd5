"""The text of a feed's or sitemap's document, whatever it is packed and encoded in."""

import re
import zlib

from scrapy.http import Headers

from spiders.decode import charset
from spiders.embedded import ChangedLayout

GZIP = b"\x1f\x8b"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# The protocol allows sitemaps of 50 MB unpacked; those of blogs are a tenth of this.
MAX_BYTES = 32 * 1024**2
DECLARED = re.compile(rb"\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)")
AROUND = "\ufeff \t\r\n"


def text_of(body: bytes) -> str:
    """The document as text; ChangedLayout for a damaged or far too large one."""
    plain = unzipped(body)
    for name in encodings(plain):
        try:
            return plain.decode(name).strip(AROUND)
        except (LookupError, UnicodeError):
            continue
    return plain.decode(charset(plain, Headers()), "replace").strip(AROUND)


def unzipped(body: bytes) -> bytes:
    """What a `.gz` document holds; any other as it is."""
    if not body.startswith(GZIP):
        return body
    stream = zlib.decompressobj(31)
    try:
        plain = stream.decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise ChangedLayout(f"expected a whole gzip file: {error}") from error
    if not stream.eof:
        raise ChangedLayout(f"expected a whole gzip file of at most {MAX_BYTES} bytes")
    return plain


def encodings(body: bytes) -> list[str]:
    """What the document itself says that it is encoded in."""
    declared = DECLARED.match(body[:200])
    marked = ["utf-16"] if body.startswith(UTF_16) else []
    return marked + ([declared[1].decode()] if declared else [])
