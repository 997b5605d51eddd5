"""The blocks that the site sets below every post: its disclaimer and its footer, by structure."""

import re

from selectolax.lexbor import LexborNode

from transforms.body import flatten
from transforms.fold import fold
from transforms.page import Page
from transforms.tree import attribute

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
_FOOTER_PLACES = ("#footerHtml", ".footer2016", "#footer")
# Longer than the longest beginning that DISCLAIMER matches, 举报 and spaces included.
_BEGINNING = 80
_NO_TEXT = frozenset({"script", "style"})
_POST_TEXT = frozenset({"newstext", "newsContent", "article-body"})


def disclaimer_below(page: Page) -> str | None:
    """The flat text of the site's own disclaimer, None where the page shows none.

    It is the innermost element that begins with it, outside the post's text: an author who
    quotes 郑重声明 does so inside.
    """
    if _HINT not in page.text or page.tree.body is None:
        return None
    found, holders = None, _holders(page.tree.body)
    while holders:
        element = holders.pop(0)
        if DISCLAIMER.match(fold(" ".join(element.text().lstrip()[:_BEGINNING].split()))):
            found, holders = element, _holders(element)
        else:
            holders = [*_holders(element), *holders]
    return flatten(found.html or "") if found is not None else None


def footer_below(page: Page) -> str | None:
    """The licence lines of the site's footer as flat text, None where the page shows none."""
    for place in _FOOTER_PLACES:
        block = page.first(place)
        lines = flatten(block.html or "").split("\n") if block is not None else []
        licences = [line for line in lines if FOOTER.match(fold(line))]
        if licences:
            return "\n".join(licences)
    return None


def _holders(element: LexborNode) -> list[LexborNode]:
    """The elements right within one in which the disclaimer may stand."""
    return [
        child
        for child in element.iter()
        if child.tag not in _NO_TEXT
        and _HINT in child.text()
        and not _POST_TEXT & set(attribute(child, "class").split())
    ]
