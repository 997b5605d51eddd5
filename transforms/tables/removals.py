"""The table removals: what cleaning took out."""

from transforms.schema import STRING, Column, Table
from transforms.tables.columns import END, ORDINAL, POST_ID, START

REMOVALS = Table(
    "removals",
    "One row a piece that cleaning took out of a post's latest version; text less these is body",
    (
        POST_ID,
        ORDINAL,
        Column("rule_id", STRING, "Rule that took it out", False),
        Column(
            "kind",
            STRING,
            "platform_disclaimer, platform_footer, platform_inline_ad, tail …",
            False,
        ),
        Column("zone", STRING, "body, tail, or page (the site's own blocks below the post)", False),
        START,
        END,
        Column("text", STRING, "The piece, its newline included", False),
    ),
)
