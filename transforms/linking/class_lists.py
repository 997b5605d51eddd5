"""Lists of classes in which the fund is said once: 招商中证白酒A/C, 中欧医疗健康A、C两类."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.linking.beside import of_kinds
from transforms.linking.link import Candidate, Hit
from transforms.registry.registry import Registry
from transforms.registry.sighting import Kind
from transforms.spans import Span

# What goes on from a single letter to another word: A股, B站, C罗, C位, H股, D轮, G端.
_OF_LETTERS = "股罗位站端轮级货座班组队舱照证卷盘面楼区柱浪罩杯咖哥姐"
# 招商中证白酒A/C, A、C类, A和C差在哪: the letter of the next class.
_NEXT_CLASS = re.compile(
    r"(?:类份额|类|份额)?\s?[/、,和及与&]\s?(?P<share>[a-i])(?:类份额|类|份额)?(?![a-z0-9一-鿿])"
    rf"|(?:类份额|类|份额)?[/、和及与&](?P<named>[a-i])(?![a-z0-9{_OF_LETTERS}])"
)
# What these begin with; at the end of a text nothing does.
_BEGINS = frozenset("、和及与/,& 类份")
_CLASS_SAID = re.compile(r"[a-i](?:类份额|类|份额)?$")


def with_class_lists(form: str, hits: Iterable[Hit], registry: Registry) -> Iterator[Hit]:
    """One mention for each class: the next letter is a mention of its own.

    So that a row has one code: `招商中证白酒A/C` is 161725 at the name and 012414 at the C.
    """
    for hit in hits:
        yield hit
        following = _next_class(form, hit, registry) if _says_class(form, hit) else None
        while following is not None:
            yield following
            following = _next_class(form, following, registry)


def _says_class(form: str, hit: Hit) -> bool:
    """Whether it is a fund's name with its class, and a list of letters may follow."""
    end = hit.span.end
    if form[end : end + 1] not in _BEGINS or not of_kinds(hit, Kind.FUND):
        return False
    return _CLASS_SAID.search(hit.span.of(form)) is not None


def _next_class(form: str, hit: Hit, registry: Registry) -> Hit | None:
    match = _NEXT_CLASS.match(form, hit.span.end)
    if match is None:
        return None
    group = "share" if match["share"] else "named"
    of_class = _of_class(hit, match[group].upper(), registry)
    return replace(hit, span=Span(*match.span(group)), candidates=of_class) if of_class else None


def _of_class(hit: Hit, share_class: str, registry: Registry) -> tuple[Candidate, ...]:
    """What the hit may mean, of another class."""
    known = [registry.funds[c.code] for c in hit.candidates if c.code in registry.funds]
    ids = sorted({fund.fund_id for fund in known})
    classes = [registry.funds[code] for each in ids for code in registry.classes.get(each, ())]
    return tuple(
        hit.candidates[0]._replace(code=fund.code, market=fund.market)
        for fund in classes
        if fund.share_class == share_class
    )
