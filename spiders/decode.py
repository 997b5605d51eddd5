"""Looking into a response as it came, without changing it."""

import zlib

from scrapy.http import Response, TextResponse

# Pages are cut here when they are unpacked to be recognised: no page of ours comes near it.
MAX_PLAIN_BYTES = 32 * 1024**2


def header_fields(response: Response) -> list[tuple[str, str]]:
    """All header fields, repeated ones too, as text byte for byte."""
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in response.headers
        for value in response.headers.getlist(name)
    ]


def plain(response: Response) -> TextResponse:
    """The response as text with its content-encoding undone, for recognition only."""
    encoding = (response.headers.get(b"Content-Encoding") or b"").strip().lower()
    body = unpack(response.body, encoding)
    headers = {"Content-Type": response.headers.get(b"Content-Type") or b"text/html"}
    headers |= {"Location": at} if (at := response.headers.get(b"Location")) else {}
    return TextResponse(response.url, response.status, headers=headers, body=body)


def unpack(body: bytes, encoding: bytes) -> bytes:
    """The body without gzip or deflate; as it came when it is neither, or damaged."""
    windows = {b"gzip": (31,), b"x-gzip": (31,), b"deflate": (15, -15)}.get(encoding, ())
    for window in windows:
        try:
            return zlib.decompressobj(window).decompress(body, MAX_PLAIN_BYTES)
        except zlib.error:
            continue
    return body
