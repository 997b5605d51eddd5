"""The table removals: what cleaning took out."""

from transforms.schema import COUNT, STRING, Column, Table
from transforms.tables.columns import END, ORDINAL, POST_ID, START

REMOVALS = Table(
    "removals",
    "One row a piece that cleaning took out of a post's latest version; text less these is body",
    (
        POST_ID,
        ORDINAL,
        Column(
            "rule_id",
            STRING,
            "Rule that took it out; page.*: the page's own structure, repeat.*: a repeated line",
            False,
        ),
        Column("rule_version", COUNT, "Version of that rule: rises with what it finds", False),
        Column(
            "kind",
            STRING,
            "platform_disclaimer, platform_footer, platform_chrome, platform_inline_ad, "
            "fund_legal, not_advice, risk_warning, opinion_only, copyright, editor_credit, "
            "source_credit, ai_generated_notice, cta_follow, ad_contact, greeting, signoff, promo, "
            "or tail (closing tags)",
            False,
        ),
        Column("zone", STRING, "body, tail, or page (the site's own blocks below the post)", False),
        START,
        END,
        Column("text", STRING, "The piece, its newline included", False),
        Column("value", STRING, "What the piece says for a column of posts: the name of a source"),
        Column(
            "support",
            COUNT,
            "Posts that taught a repeated line; null for what was not learned",
        ),
    ),
)
