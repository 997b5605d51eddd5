"""Names of fund companies: mentions of the company, of its namesakes, or ordinary words."""

import re

from transforms.linking.beside import Beside, of_kinds, other_than
from transforms.linking.fund_or_index import is_surely_a_fund
from transforms.linking.link import Candidate
from transforms.registry.sighting import Kind

# The name goes on and is another thing's: 国泰期货, 富国银行, 平安科技, 长城汽车, 中欧课程.
_GOES_ON = re.compile(
    r"\s?(?:证券|期货|行(?![业情动])|银行|保险|人寿|财险|产险|养老险|信托|投行|租赁|理财|国际|控股|集团|股份|实业|地产|置业|发展|蛇口|港口"
    r"|轮船|南油|科技|电子|电气|电力|电网|能源|汽车|航空|传媒|医药|药业|生物|制药|健康|好医生|医保|幸福|大厦|广场|中心"
    r"|大道|路|街|地区|城市|人(?![士员])|[省市县区镇村]|大学|学院|课程|商学院|周末|日报|都市报|卫视|网|财富(?!管理)|通信"
    r"|铁路|班列|贸易|投资协定|关系|各国|国家|高速|物流|军工|影业|烟草|饭店|酒店|百货|家居|明珠|雨虹|甄选|时尚|精工"
    r"|行业指数|[一二三]级行业|宏源|引资|引智|落地|局|会|办)"
)
_SAYS_FUND = re.compile(
    r"\s?(?:基金|资管|资产管理|旗下|的?(?:主动|权益|固收|量化|指数)?(?:基金|etf|产品|经理)|们?家的?(?:基金|etf))"
)
_FUND_WORD = re.compile(
    r"基金|etf|lof|fof|公募|净值|管理规模|权益产品|基金经理|定投|申购|赎回|持有人|联接|新发|募集"
)


def company(beside: Beside) -> tuple[Candidate, ...]:
    """The company where its name is nobody else's, or where funds are spoken of.

    Seen: `国泰期货`, `富国银行`, `中欧课程`, `南方地区` are other things;
    `南方、华宝、华夏等基金公司` are companies by their list.
    """
    if beside.surface.endswith(("基金", "资管")):
        return beside.hit.candidates
    return beside.hit.candidates if _is_company(beside) else other_than(beside.hit, Kind.COMPANY)


def _is_company(beside: Beside) -> bool:
    if _SAYS_FUND.match(beside.after):
        return True
    if _GOES_ON.match(beside.after):
        return False
    if beside.surface not in beside.lexicon.common_words:
        return True
    near = beside.before + beside.after
    return _FUND_WORD.search(near) is not None or _is_listed(beside)


def _is_listed(beside: Beside) -> bool:
    """In one list with companies that need no context, or with funds."""
    words = beside.lexicon.common_words
    return any(
        is_surely_a_fund(beside.form, each)
        or (of_kinds(each, Kind.COMPANY) and each.span.of(beside.form) not in words)
        for each in beside.list_neighbours()
    )
