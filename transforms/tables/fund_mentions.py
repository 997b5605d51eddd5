"""The table fund_mentions: which funds a post names."""

from transforms.schema import COUNT, FLOAT, STRING, STRINGS, Column, Table
from transforms.tables.columns import END, ORDINAL, POST_ID, START

FUND_MENTIONS = Table(
    "fund_mentions",
    "One row a mention of a fund in a post's latest version",
    (
        POST_ID,
        ORDINAL,
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
        START,
        END,
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
