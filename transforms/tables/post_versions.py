"""The table post_versions: every text a post ever had."""

from transforms.schema import COUNT, INSTANT, STRING, Column, Table
from transforms.tables.columns import CAPTURE_ID, CONTENT, POST_ID

POST_VERSIONS = Table(
    "post_versions",
    "One row a distinct version of a post",
    (
        POST_ID,
        Column("version", COUNT, "Number of the version, from 1", False),
        Column("valid_from", INSTANT, "First visit that saw it", False),
        Column("valid_to", INSTANT, "First visit that saw the next one; null for the latest"),
        Column("title", STRING, "Title on one line"),
        Column(
            "text",
            STRING,
            "The flat text before any cleaning, the site's blocks below it included",
            False,
        ),
        Column("body", STRING, "The text less removals", False),
        CONTENT,
        CAPTURE_ID,
    ),
)
