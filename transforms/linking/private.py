"""Names of what is no public fund: private funds, products to come, accounts."""

import re

from transforms.linking.beside import Beside, of_kinds, other_than
from transforms.linking.link import Candidate
from transforms.registry.sighting import Kind

_PRIVATE = re.compile(
    r"(?!的母)[一-鿿]{0,4}(?:产业|引导|装备|并购|母|创投|股权|股权投资|风险投资|慈善|公益|对冲|私募|社保|战新|城市|发展)"
    r"(?:投资)?基金"
)
_N_SHARED = 2
_FILED = re.compile(
    r"(?:上报|申报|报送|报会|递交|拟发行|密集发行|拟推出)了?(?:首[批只]|[0-9一二两三十]+只)?的?$"
)
_FILED_BEHIND = re.compile(
    r"(?:基金)?(?:密集|集体|正式|已|同日|获|的)?(?:上报|申报|获批|获受理|报会)"
)
# What a longer name of a body is made of; a fund's name before it is part of that.
_BODY = re.compile(
    r"(?:有限公司|股份公司|证券公司|期货公司|资本管理|研究院|研究所|交易所|协会|小镇|大厦|论坛|奖)"
)


def private_fund(beside: Beside) -> tuple[Candidate, ...]:
    """A name that goes on: `国开装备基金`, `招商产业引导基金` are no public funds or companies.

    Seen in news on financing rounds, where such funds invest.
    """
    hit, after = beside.hit, beside.after
    if _BODY.match(after):
        return other_than(hit, Kind.FUND)
    if "基金" in after and _PRIVATE.match(after) and not beside.surface.endswith("基金"):
        return of_kinds(hit, Kind.STOCK, Kind.INDEX, Kind.PLATE, Kind.OTHER)
    return hit.candidates


def product_to_come(beside: Beside) -> tuple[Candidate, ...]:
    """A theme's fund that companies file for is none of those there are.

    Seen: `10家基金公司密集上报中证科创创业50ETF`.
    """
    hit = beside.hit
    if len(hit.candidates) == 1 or len({each.code for each in hit.candidates}) < _N_SHARED:
        return hit.candidates
    filed = _FILED.search(beside.before) or _FILED_BEHIND.match(beside.after)
    return other_than(hit, Kind.FUND) if filed else hit.candidates


def account(beside: Beside) -> tuple[Candidate, ...]:
    """A name directly behind @ is an account's: `@科创板50ETF`, `@ETF玩家`."""
    if not beside.before.endswith("@"):
        return beside.hit.candidates
    return of_kinds(beside.hit, Kind.STOCK, Kind.COMPANY, Kind.OTHER)
