"""The table observations: every visit."""

from transforms.schema import INSTANT, STRING, Column, Table
from transforms.tables.columns import CAPTURE_ID, COUNTS, POST_ID

OBSERVATIONS = Table(
    "observations",
    "One row a visit to a post's page",
    (
        POST_ID,
        Column("observed_at", INSTANT, "Instant of the visit", False),
        Column("outcome", STRING, "seen, edited (a new version), deleted or blocked", False),
        *COUNTS,
        CAPTURE_ID,
    ),
)
