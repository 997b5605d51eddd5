import pytest

from spiders.clock import http_instant, show_instant


@pytest.mark.parametrize(
    ("stated", "age", "shown"),
    [
        ("Thu, 27 Mar 2025 17:30:02 GMT", None, "2025-03-28 01:30:02"),
        ("Thu, 27 Mar 2025 17:30:02 GMT", "7200", "2025-03-27 23:30:02"),
        ("Thu, 27 Mar 2025 17:30:02 GMT", "soon", "2025-03-28 01:30:02"),
        ("Fri, 28 Mar 2025 01:30:02 +0800", "", "2025-03-28 01:30:02"),
        ("yesterday", None, None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_the_clock_of_http_headers(stated: str | None, age: str | None, shown: str | None) -> None:
    at = http_instant(stated, age)
    assert (show_instant(at) if at else None) == shown
