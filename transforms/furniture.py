"""The blocks that the site sets below every post: its disclaimer and its footer, by structure."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from transforms.body import flatten
from transforms.fold import fold
from transforms.page import Page

# On a line of its own, after an optional 举报 button; the wording behind it changes by the year
# (2017, 2019, 2022, 2026 seen; sites.md §3.8), that users publish on this site does not.
DISCLAIMER = re.compile(
    r"(?:举报\s*)?(?:郑重声明|提示)\s*:\s*用户在[^,。]{0,20}(?:社区|股吧|财富号|博客)[^,。]{0,8}发表"
)
# Licence numbers change by the year, the words before them and that a number follows do not.
FOOTER = re.compile(
    r"(?:信息网络传播视听节目许可证|经营证券期货业务许可证(?:编号)?|沪ICP证)\s*:\s*\S{0,4}\d"
    r"|沪ICP证\s*:\s*沪B|(?:网站备案号\s*:\s*)?沪ICP备\d"
)
# Words of DISCLAIMER that no tag parts and few pages say elsewhere.
_HINT = "用户在"
_POST_TEXT = (".newstext", ".newsContent", ".article-body")
# Elements with the words in a text right within them.
_HOLDERS = (
    f"body :lexbor-contains('{_HINT}'):not(script, style, {', '.join(_POST_TEXT)},"
    f" {', '.join(f'{place} *' for place in _POST_TEXT)})"
)
_FOOTER_PLACES = ("#footerHtml", ".footer2016", "#footer")
# Longer than the longest beginning that DISCLAIMER matches, 举报 and spaces included.
_BEGINNING = 80


def disclaimer_below(page: Page) -> str | None:
    """The flat text of the site's own disclaimer, None where the page shows none.

    It is the innermost element that begins with it, outside the post's text: an author who
    quotes 郑重声明 does so inside.
    """
    if _HINT not in page.text:
        return None
    seen: set[int] = set()
    for holder in page.tree.css(_HOLDERS):
        for element in _upwards(holder, seen):
            beginning = " ".join(element.text().lstrip()[:_BEGINNING].split())
            if DISCLAIMER.match(fold(beginning)):
                return flatten(element.html or "")
            if _HINT not in beginning:
                break
    return None


def footer_below(page: Page) -> str | None:
    """The licence lines of the site's footer as flat text, None where the page shows none."""
    for place in _FOOTER_PLACES:
        block = page.first(place) if place[1:] in page.text else None
        lines = flatten(block.html or "").split("\n") if block is not None else []
        licences = [line for line in lines if FOOTER.match(fold(line))]
        if licences:
            return "\n".join(licences)
    return None


def _upwards(element: LexborNode, seen: set[int]) -> Iterator[LexborNode]:
    """The element and those it lies in, up to one that was seen before or the page's body."""
    while element.mem_id not in seen and element.tag != "body":
        seen.add(element.mem_id)
        yield element
        if element.parent is None:
            return
        element = element.parent
