import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response

from spiders.archive import name_failure
from spiders.breaker import HostStopped
from spiders.decode import header_fields
from spiders.origins import NoOrigin
from spiders.replay import MissingFromArchive


@pytest.mark.parametrize(
    ("exception", "outcome"),
    [
        (DownloadTimeoutError("30 s"), "timeout"),
        (DownloadCancelledError("9 MB"), "too_large"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots_denied"),
        (HostStopped("before", True), "not_attempted"),
        (MissingFromArchive("none"), "missing"),
        (NoOrigin("none"), "failed"),
        (OSError("reset"), "failed"),
    ],
)
def test_a_failure_has_a_name(exception: Exception, outcome: str) -> None:
    assert name_failure(exception) == outcome


def test_repeated_header_fields_are_all_kept() -> None:
    headers = {"Set-Cookie": ["a=1", "b=2"], "X": [b"\xe8\x8c\x85"]}
    assert header_fields(Response("https://x/", headers=headers)) == [
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X", "茅".encode().decode("latin-1")),
    ]
