"""The table posts: what most people read."""

from transforms.schema import BOOL, COUNT, DAY, INSTANT, STRING, Column, Table
from transforms.tables.columns import CAPTURE_ID, CONTENT, COUNTS, POST_ID

POSTS = Table(
    "posts",
    "One row a post: its latest version as of the build",
    (
        POST_ID,
        Column("source", STRING, "Site that the post was published on", False),
        Column("native_id", STRING, "The site's own id of the post", False),
        Column("url", STRING, "Address of the page that was read", False),
        Column(
            "layout",
            STRING,
            "Layout that the page was read by; generic: any page's reader, none of the site's fits",
            False,
        ),
        Column("bar_code", STRING, "Code of the bar that the post stands in"),
        Column("bar_name", STRING, "Name of that bar"),
        Column("title", STRING, "Title on one line; null where the post has none"),
        Column("author_id", STRING, "The site's id of the author"),
        Column("author_name", STRING, "Name the author had at that visit"),
        Column("published_at", INSTANT, "Instant of publication as first shown", False),
        Column(
            "published_precision",
            STRING,
            "What published_at is exact to: second, minute, day, or id (read out of the article's id)",
            False,
        ),
        Column("edited_at", INSTANT, "Instant of the last edit that the site shows"),
        Column("ip_region", STRING, "Region behind 来自, stamped by the site"),
        Column("device", STRING, "Device or client that the site names"),
        Column(
            "body",
            STRING,
            "Clean text, one paragraph a line: the version's text less removals; null where nothing "
            "is left (a post of a title, pictures or tags alone) or the text was taken out",
        ),
        Column("n_chars", COUNT, "Characters of body; null where the text was taken out"),
        *COUNTS,
        Column("counted_at", INSTANT, "Instant of the visit that the counts are from", False),
        Column(
            "first_seen_at",
            INSTANT,
            "First visit that saw the post; the row itself holds what the last visit saw",
            False,
        ),
        Column("last_seen_at", INSTANT, "Last visit that saw it", False),
        Column(
            "deleted_at",
            INSTANT,
            "First visit that found it deleted and was not followed by a sight of it",
        ),
        Column("redacted_at", INSTANT, "Instant at which its text was taken out on request"),
        Column("version", COUNT, "Number of this version, from 1", False),
        Column("acquisition", STRING, "How it was first got: nightly, backfill, import", False),
        Column(
            "session_cn",
            DAY,
            "First A-share session that can act on the post; null until a calendar is given",
        ),
        Column(
            "session_us", DAY, "First US session that can act on it; null until a calendar is given"
        ),
        Column("session_bucket", STRING, "Part of the trading day; null until a calendar is given"),
        Column("calendar_version", STRING, "Calendar that the sessions are from"),
        Column(
            "has_disclaimer",
            BOOL,
            "Whether a disclaimer was removed, the site's or the author's own: removals of kind "
            "platform_disclaimer, not_advice, fund_legal, opinion_only, risk_warning; "
            "null, as the next four, where the text was taken out",
        ),
        Column(
            "has_position_disclosure",
            BOOL,
            "Whether the author tells of holdings (本人持有…); it stays in body",
        ),
        Column(
            "has_risk_section",
            BOOL,
            "Whether a section of risks is part of the analysis (…不及预期); it stays in body",
        ),
        Column(
            "is_ai_generated", BOOL, "Whether the post says that a machine wrote it, now removed"
        ),
        Column(
            "source_credit",
            STRING,
            "Where the post says it is taken from, several joined by `; `; null where it does not",
        ),
        CONTENT,
        CAPTURE_ID,
        Column("extractor_version", STRING, "Version of the page readers", False),
        Column(
            "cleaner_version",
            STRING,
            "Version of the cleaning, and a mark of its set of rules",
            False,
        ),
    ),
    version="2",
)
