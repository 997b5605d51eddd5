"""The table instrument_mentions: which stocks, indexes and other instruments a post names."""

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

INSTRUMENT_MENTIONS = Table(
    "instrument_mentions",
    "One row a mention of a stock, an index or another instrument that is no fund, "
    "in a post's latest version: title first, then text in order",
    (
        POST_ID,
        ORDINAL,
        Column(
            "kind",
            STRING,
            "stock, index, plate (板块) or other (portfolios, private funds, bonds)",
            False,
        ),
        Column(
            "market",
            STRING,
            "SH, SZ, BJ, HK, US (ticker without exchange), NASDAQ, NYSE, AMEX, CSI (index), "
            "BK (plate), ZH (portfolio), P (private fund) …; null where the candidates' differ",
        ),
        Column("code", STRING, "Code or ticker, a string: 600519; null where it is not decided"),
        SURFACE,
        METHOD,
        ZONE,
        START,
        END,
        NAME_AT_DATE,
        NAME_NOW,
        CANDIDATES,
        CONFIDENCE,
        Column(
            "n_instruments_in_post",
            COUNT,
            "Distinct instruments (kind, market and code) in the post: weight by 1/n",
            False,
        ),
        REGISTRY_VERSION,
    ),
)
