import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response

from spiders.archive import name_failure
from spiders.breaker import HostStopped
from spiders.decode import header_fields
from spiders.origins import NoOrigin
from spiders.replay import MissingFromArchive
from spiders.stops import Cause, Stop


@pytest.mark.parametrize(
    ("exception", "outcome"),
    [
        (DownloadTimeoutError("30 s"), "timeout"),
        (DownloadCancelledError("9 MB"), "too_large"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots_denied"),
        (HostStopped(Stop(Cause.REFUSED, "before")), "not_attempted"),
        (HostStopped(Stop(Cause.BUDGET_SPENT, "spent")), "budget_spent"),
        (MissingFromArchive("none"), "missing"),
        (NoOrigin("none"), "failed"),
        (OSError("reset"), "failed"),
    ],
)
def test_a_failure_has_a_name(exception: Exception, outcome: str) -> None:
    assert name_failure(exception) == outcome


def test_repeated_header_fields_are_all_kept() -> None:
    headers = {"Via": ["1.1 a", "1.1 b"], "X": [b"\xe8\x8c\x85"]}
    assert header_fields(Response("https://x/", headers=headers)) == [
        ("Via", "1.1 a"),
        ("Via", "1.1 b"),
        ("X", "茅".encode().decode("latin-1")),
    ]
