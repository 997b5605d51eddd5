"""The table rejects: visits that brought a page and no post."""

from transforms.schema import BOOL, COUNT, FLOAT, INSTANT, STRING, Column, Table
from transforms.tables.columns import CAPTURE_ID, POST_ID

REJECTS = Table(
    "rejects",
    "One row a visit that brought a page which cannot be used as a sight of its post, and why",
    (
        POST_ID,
        Column("source", STRING, "Site of the spider", False),
        Column("target", STRING, "Bar or author that led to the page"),
        Column("url", STRING, "Address of the page", False),
        CAPTURE_ID,
        Column("fetched_at", INSTANT, "Instant of the visit", False),
        Column(
            "reason",
            STRING,
            "empty_body, only_furniture, mostly_removed, repeated_body (contracts of cleaning), "
            "or why no reader could read the page: other_page, no_time …",
            False,
        ),
        Column("detail", STRING, "The same for a person"),
        Column(
            "is_missing",
            BOOL,
            "Whether the post has no row: no visit to it could be used, and it is not deleted",
            False,
        ),
        Column("n_chars", COUNT, "Characters of the author's own text; null where it was not read"),
        Column(
            "removed_share",
            FLOAT,
            "Share of its commentary that rules took out, 0 to 1; null where it was not read",
        ),
    ),
)
