"""The tables that analysts read, a file each: the data contract (DESIGN.md §4).

`date`, the day of publication in Asia/Shanghai, is in the path only. Unknown is null.
"""

from transforms.tables.coverage import COVERAGE
from transforms.tables.fund_mentions import FUND_MENTIONS
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
    REMOVALS,
    POST_VERSIONS,
    OBSERVATIONS,
    REJECTS,
    COVERAGE,
)

__all__ = [
    "COVERAGE",
    "FUND_MENTIONS",
    "OBSERVATIONS",
    "POSTS",
    "POST_VERSIONS",
    "REJECTS",
    "REMOVALS",
    "TABLES",
    "TAGS",
]
