"""The table tags."""

from transforms.schema import STRING, Column, Table
from transforms.tables.columns import END, ORDINAL, POST_ID, START

TAGS = Table(
    "tags",
    "One row a tag in a post's latest version",
    (
        POST_ID,
        ORDINAL,
        Column("tag", STRING, "The tag as written, without its marks", False),
        Column(
            "tag_norm", STRING, "The tag folded to half width and lower case: group by this", False
        ),
        Column("kind", STRING, "hashtag (typed #…#), topic or category (set by the site)", False),
        Column("zone", STRING, "title, body or tail (the closing block of tags); null for a topic"),
        START,
        END,
    ),
)
