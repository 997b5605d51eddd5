"""What captures say, by capture day: the immutable tables that every build starts from."""

from transforms.schema import COUNT, COUNTS, DAY, INSTANT, STRING, STRINGS, Column, Table

EXTRACTOR_VERSION = "4"

POST_CAPTURES = Table(
    "posts",
    "One row a visit to a post's page: what it said, or why it said nothing",
    (
        Column("capture_id", STRING, "The archived response", False),
        Column("fetched_at", INSTANT, "Instant of the response", False),
        Column("source", STRING, "Site of the spider", False),
        Column("target", STRING, "Bar or author that led to the page"),
        Column("url", STRING, "Address of the response", False),
        Column("outcome", STRING, "post, or the outcome in whose name there is no post", False),
        Column("reason", STRING, "Why it, or its own layout, could not be read: a fixed word"),
        Column("detail", STRING, "The same for a person"),
        Column("post_id", STRING, "The post that the page is of, or was asked for"),
        Column("native_id", STRING, "The site's own id of it"),
        Column("alias_id", STRING, "Id of the same post elsewhere"),
        Column("acquisition", STRING, "nightly, backfill or import", False),
        Column("layout", STRING, "Layout that the page was read by"),
        Column("published_date", DAY, "Day of publication in Asia/Shanghai"),
        Column("published_at", INSTANT, "Instant of publication as shown"),
        Column("published_precision", STRING, "second, minute, day or id"),
        Column("edited_at", INSTANT, "Instant of the last edit as shown"),
        Column("title", STRING, "Title as shown"),
        Column("body_html", STRING, "The author's own HTML or text"),
        Column("bar_code", STRING, "Code of the bar"),
        Column("bar_name", STRING, "Name of the bar"),
        Column("author_id", STRING, "The site's id of the author"),
        Column("author_name", STRING, "Name of the author"),
        Column("ip_region", STRING, "Region behind 来自"),
        Column("device", STRING, "Device or client"),
        Column("like_count", COUNT, "Likes"),
        Column("comment_count", COUNT, "Comments"),
        Column("read_count", COUNT, "Reads"),
        Column("forward_count", COUNT, "Forwards"),
        Column("topics", STRINGS, "Topics that the site links the post to"),
        Column("disclaimer", STRING, "The site's disclaimer below the post"),
        Column("footer", STRING, "The licence lines of the site's footer"),
        Column("extractor_version", STRING, "Version of the page readers", False),
        Column("redacted_at", INSTANT, "Instant at which the text was taken out on request"),
        Column("redacted_version", COUNT, "Version of the post that the visit saw, kept then"),
        Column("edge_keys", COUNTS, "Digests of lines at head and tail that may repeat elsewhere"),
        Column(
            "stated", STRINGS, "What its cashtags state: `SZ|164906|中国互联`, each once, sorted"
        ),
    ),
)

COVERAGE_CAPTURES = Table(
    "coverage",
    "One row a source, target and day of one run's ledger",
    (
        Column("source", STRING, "Site", False),
        Column("target", STRING, "Bar or author; * for all of the source", False),
        Column("day", DAY, "Day of publication that the row is about", False),
        Column(
            "state", STRING, "complete, partial, blocked, empty, not_attempted or failed", False
        ),
        Column("claimed", COUNT, "Posts of the day that the lists showed"),
        Column("walked", COUNT, "List pages walked"),
        Column("posts", COUNT, "Posts of the day collected, or found deleted"),
        Column("reason", STRING, "Why it is not complete"),
        Column("next_try_at", INSTANT, "Not to be tried again before"),
        Column("observed_at", INSTANT, "Instant at which the ledger was closed", False),
    ),
)

CAPTURE_TABLES = (POST_CAPTURES, COVERAGE_CAPTURES)
