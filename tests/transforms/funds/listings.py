"""Fund codes for tests, in few words."""

from datetime import date

from transforms.funds.companies import Companies
from transforms.funds.listing import Listing

COMPANIES = Companies(
    {name: name for name in "华夏 易方达 广发 南方 招商 博时 天弘 国泰 平安 工银瑞信".split()}
    | {"工银": "工银瑞信"}
)


def listing(
    code: str,
    *names: str,
    seen: str = "2020-03-19",
    gone: bool = False,
    type_: str | None = None,
    index: str | None = None,
) -> Listing:
    return Listing(code, names, date.fromisoformat(seen), not gone, type_, index)
