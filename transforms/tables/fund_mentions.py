"""The table fund_mentions: which funds a post names."""

from transforms.schema import COUNT, STRING, Column, Table
from transforms.tables.columns import (
    CANDIDATES,
    CONFIDENCE,
    END,
    METHOD,
    NAME_AT_DATE,
    NAME_NOW,
    ORDINAL,
    POST_ID,
    REGISTRY_VERSION,
    START,
    SURFACE,
    ZONE,
)

FUND_MENTIONS = Table(
    "fund_mentions",
    "One row a mention of a fund in a post's latest version: title first, then text in order",
    (
        POST_ID,
        ORDINAL,
        Column(
            "market",
            STRING,
            "OTCFUND (off exchange), SH, SZ; null where the candidates' markets differ",
        ),
        Column(
            "code",
            STRING,
            "Code of the fund, a string: 000307; null where the text states no class, or no one fund",
        ),
        SURFACE,
        METHOD,
        ZONE,
        START,
        END,
        NAME_AT_DATE,
        NAME_NOW,
        Column(
            "fund_id",
            STRING,
            "The fund, whatever the share class; null where several are possible; of a code that no list has, the code",
        ),
        Column(
            "share_class", STRING, "Share class of the code: A, C, E …; null where none is stated"
        ),
        Column(
            "currency", STRING, "Currency of the class: CNY, USD, HKD; null where none is stated"
        ),
        Column(
            "company", STRING, "Fund company, short form; here and below: of all candidates alike"
        ),
        Column("fund_type", STRING, "Type in the registry"),
        Column(
            "tracked_index",
            STRING,
            "Index that the fund tracks; of a feeder of which no list tells one, its ETF's",
        ),
        Column("feeder_of", STRING, "Code of the ETF that it feeds"),
        CANDIDATES,
        CONFIDENCE,
        Column(
            "n_funds_in_post",
            COUNT,
            "Distinct funds in the post, classes of one fund counted once: weight by 1/n",
            False,
        ),
        REGISTRY_VERSION,
    ),
    version="2",
)
