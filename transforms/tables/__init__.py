"""The tables that analysts read, a file each: the data contract (DESIGN.md §4).

`date`, the day of publication in Asia/Shanghai, is in the path only. Unknown is null.
"""

from transforms.tables.coverage import COVERAGE
from transforms.tables.fund_mentions import FUND_MENTIONS
from transforms.tables.funds import FUNDS
from transforms.tables.instrument_mentions import INSTRUMENT_MENTIONS
from transforms.tables.instruments import INSTRUMENTS
from transforms.tables.observations import OBSERVATIONS
from transforms.tables.post_versions import POST_VERSIONS
from transforms.tables.posts import POSTS
from transforms.tables.rejects import REJECTS
from transforms.tables.removals import REMOVALS
from transforms.tables.tags import TAGS

TABLES = (
    POSTS,
    TAGS,
    FUND_MENTIONS,
    INSTRUMENT_MENTIONS,
    REMOVALS,
    POST_VERSIONS,
    OBSERVATIONS,
    REJECTS,
    COVERAGE,
)

# By the day of the first list that had a name; no day of theirs is one of posts.
REGISTRY_TABLES = (FUNDS, INSTRUMENTS)

__all__ = [
    "COVERAGE",
    "FUNDS",
    "FUND_MENTIONS",
    "INSTRUMENTS",
    "INSTRUMENT_MENTIONS",
    "OBSERVATIONS",
    "POSTS",
    "POST_VERSIONS",
    "REGISTRY_TABLES",
    "REJECTS",
    "REMOVALS",
    "TABLES",
    "TAGS",
]
