"""The table coverage: what was collected, what was not, and why."""

from transforms.schema import COUNT, INSTANT, STRING, Column, Table

COVERAGE = Table(
    "coverage",
    "One row a source, target and day: what was collected of it, and what was not and why",
    (
        Column("source", STRING, "Site", False),
        Column("target", STRING, "Bar or author that was walked", False),
        Column(
            "state", STRING, "complete, partial, blocked, empty, not_attempted or failed", False
        ),
        Column("claimed", COUNT, "Posts of the day that the site's lists showed"),
        Column("walked", COUNT, "List pages walked"),
        Column("posts", COUNT, "Posts of the day collected, or found deleted"),
        Column(
            "late",
            COUNT,
            "Posts of the day first seen after its first crawl had ended; null after one crawl",
        ),
        Column(
            "rejects",
            COUNT,
            "Posts of the day, or of a day that nobody can tell, that came and cannot be used",
            False,
        ),
        Column("reason", STRING, "Why it is not complete"),
        Column("next_try_at", INSTANT, "Not to be tried again before"),
        Column("observed_at", INSTANT, "Instant at which the run closed its ledger", False),
    ),
    version="2",
)
