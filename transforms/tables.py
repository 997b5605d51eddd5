"""The tables that analysts read, column by column: the data contract (DESIGN.md §4).

`date`, the day of publication in Asia/Shanghai, is in the path only. Unknown is null.
"""

from transforms.schema import BOOL, COUNT, DAY, FLOAT, INSTANT, STRING, STRINGS, Column, Table

_POST_ID = Column("post_id", STRING, "The post: source and native id, `guba:1729359449`", False)
_ORDINAL = Column("ordinal", COUNT, "Place among the post's rows of this table, from 0", False)
_START = Column(
    "start", COUNT, "First character, counted in post_versions.text (zone title: in the title)"
)
_END = Column("end", COUNT, "Character after the last one, counted likewise")
_CAPTURE_ID = Column("capture_id", STRING, "The archived response that this was read from", False)
_CONTENT = Column(
    "content_sha256",
    STRING,
    "SHA-256 of title and author's own text; same text, same version",
    False,
)
_COUNTS = (
    Column("like_count", COUNT, "Likes shown at that visit"),
    Column("comment_count", COUNT, "Comments shown at that visit"),
    Column("read_count", COUNT, "Reads shown at that visit"),
    Column("forward_count", COUNT, "Forwards shown at that visit"),
)

POSTS = Table(
    "posts",
    "One row a post: its latest version as of the build",
    (
        _POST_ID,
        Column("source", STRING, "Site that the post was published on", False),
        Column("native_id", STRING, "The site's own id of the post", False),
        Column("url", STRING, "Address of the page that was read", False),
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
            "Clean text, one paragraph a line: the version's text less removals",
            False,
        ),
        Column("n_chars", COUNT, "Characters of body", False),
        *_COUNTS,
        Column("counted_at", INSTANT, "Instant of the visit that the counts are from", False),
        Column(
            "first_seen_at",
            INSTANT,
            "First visit that saw the post: filter on this in a back-test",
            False,
        ),
        Column("last_seen_at", INSTANT, "Last visit that saw it", False),
        Column(
            "deleted_at",
            INSTANT,
            "First visit that found it deleted and was not followed by a sight of it",
        ),
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
        Column("has_disclaimer", BOOL, "Whether a disclaimer was removed", False),
        Column(
            "has_position_disclosure",
            BOOL,
            "Whether the author tells of holdings; null until that rule exists",
        ),
        Column(
            "is_ai_generated",
            BOOL,
            "Whether the post says that a machine wrote it; null until that rule exists",
        ),
        Column(
            "source_credit",
            STRING,
            "Where the post says it is taken from; null until that rule exists",
        ),
        _CONTENT,
        _CAPTURE_ID,
        Column("extractor_version", STRING, "Version of the page readers", False),
        Column("cleaner_version", STRING, "Version of the cleaning rules", False),
    ),
)

TAGS = Table(
    "tags",
    "One row a tag in a post's latest version",
    (
        _POST_ID,
        _ORDINAL,
        Column("tag", STRING, "The tag as written, without its marks", False),
        Column(
            "tag_norm", STRING, "The tag folded to half width and lower case: group by this", False
        ),
        Column("kind", STRING, "hashtag (typed #…#), topic or category (set by the site)", False),
        Column("zone", STRING, "title, body or tail (the closing block of tags); null for a topic"),
        _START,
        _END,
    ),
)

FUND_MENTIONS = Table(
    "fund_mentions",
    "One row a mention of a fund in a post's latest version",
    (
        _POST_ID,
        _ORDINAL,
        Column("market", STRING, "OTCFUND (off exchange), SH, SZ", False),
        Column(
            "code",
            STRING,
            "Code of the fund, a string: 000307; null where candidates do not decide",
        ),
        Column("surface", STRING, "The characters that name it", False),
        Column("method", STRING, "cashtag, code, name, short_name or nickname", False),
        Column(
            "zone", STRING, "title, body or tail (exposure tagging below the last sentence)", False
        ),
        _START,
        _END,
        Column(
            "name_at_date",
            STRING,
            "Name on the day of the post; of a cashtag: the name that it states",
        ),
        Column("name_now", STRING, "Name in the newest registry; null until a registry is given"),
        Column(
            "fund_id", STRING, "The fund whose share class this is; null until a registry is given"
        ),
        Column("share_class", STRING, "Share class that the name states: A, C, E …"),
        Column("currency", STRING, "Currency that the name states: CNY, USD, HKD"),
        Column("company", STRING, "Fund company that the name states, short form"),
        Column("fund_type", STRING, "Type in the registry; null until a registry is given"),
        Column(
            "tracked_index", STRING, "Index that the fund tracks; null until a registry is given"
        ),
        Column(
            "feeder_of", STRING, "Code of the ETF that it feeds; null until a registry is given"
        ),
        Column("candidates", STRINGS, "Codes it may be, where the text does not decide"),
        Column("confidence", FLOAT, "0 to 1; a cashtag states its fund: 1", False),
        Column(
            "n_funds_in_post",
            COUNT,
            "Distinct funds (market and code) in the post: weight by 1/n",
            False,
        ),
        Column("registry_version", STRING, "Registry that names and types are from"),
    ),
)

REMOVALS = Table(
    "removals",
    "One row a piece that cleaning took out of a post's latest version; text less these is body",
    (
        _POST_ID,
        _ORDINAL,
        Column("rule_id", STRING, "Rule that took it out", False),
        Column(
            "kind",
            STRING,
            "platform_disclaimer, platform_footer, platform_inline_ad, tail …",
            False,
        ),
        Column("zone", STRING, "body, tail, or page (the site's own blocks below the post)", False),
        _START,
        _END,
        Column("text", STRING, "The piece, its newline included", False),
    ),
)

POST_VERSIONS = Table(
    "post_versions",
    "One row a distinct version of a post",
    (
        _POST_ID,
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
        _CONTENT,
        _CAPTURE_ID,
    ),
)

OBSERVATIONS = Table(
    "observations",
    "One row a visit to a post's page",
    (
        _POST_ID,
        Column("observed_at", INSTANT, "Instant of the visit", False),
        Column("outcome", STRING, "seen, edited (a new version), deleted or blocked", False),
        *_COUNTS,
        _CAPTURE_ID,
    ),
)

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
            "Posts of the day that no earlier night had seen; null on its first night",
        ),
        Column("reason", STRING, "Why it is not complete"),
        Column("next_try_at", INSTANT, "Not to be tried again before"),
        Column("observed_at", INSTANT, "Instant at which the run closed its ledger", False),
    ),
)

TABLES = (POSTS, TAGS, FUND_MENTIONS, REMOVALS, POST_VERSIONS, OBSERVATIONS, COVERAGE)
