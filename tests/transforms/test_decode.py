import gzip
import tracemalloc
import zlib

import pytest

from tests.transforms.captures import capture
from transforms.capture import Unreadable
from transforms.decode import MAX_PLAIN_BYTES, content, inflate, page_text

TEXT = "<html><meta charset=gbk><p>缩量震荡，等一个方向。</p></html>"


@pytest.mark.parametrize(
    ("encoded", "header"),
    [
        (TEXT.encode(), "text/html; charset=utf-8"),
        (TEXT.encode(), "text/html; charset=gb2312"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html"),
        (TEXT.encode("gb18030"), "text/html; charset=gbk"),
        (TEXT.encode("gb18030"), "text/html"),
        (TEXT.encode("gb18030"), "text/html; charset=utf-8"),
    ],
)
def test_text_whatever_the_header_says(encoded: bytes, header: str) -> None:
    assert page_text(encoded, header) == TEXT


def test_bytes_that_are_no_text_do_not_raise() -> None:
    assert isinstance(page_text(bytes(range(256))), str)


@pytest.mark.parametrize("encode", [gzip.compress, zlib.compress])
def test_content_encoding_is_undone(encode) -> None:  # type: ignore[no-untyped-def]
    kept = capture(encode(b"page"), headers={"content-encoding": "gzip"})
    assert content(kept) == b"page"


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"page" * 999, mtime=0)[:-20], "gzip", "cut_off"),
        (gzip.compress(bytes(MAX_PLAIN_BYTES + 1), mtime=0), "gzip", "too_large"),
        (bytes(MAX_PLAIN_BYTES + 1), "", "too_large"),
        (b"plain", "gzip", "bad_encoding"),
        (b"plain", "br", "bad_encoding"),
    ],
)
def test_a_damaged_or_endless_body_is_named(body: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(Unreadable) as raised:
        content(capture(body, headers={"content-encoding": encoding}))
    assert raised.value.reason == reason


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(bytes(256 << 20))
    tracemalloc.start()
    with pytest.raises(Unreadable, match="too_large"):
        inflate(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MAX_PLAIN_BYTES
