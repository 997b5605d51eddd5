"""The blocks that the site sets below every post: its disclaimer and its footer, by structure."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from transforms.body import flatten_tag
from transforms.fold import fold

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
_DISCLAIMER_HINT = re.compile("郑重声明|提示")
_FOOTER_PLACES = ("#footerHtml", ".footer2016", "#footer")
# Longer than the longest beginning that DISCLAIMER matches, 举报 and spaces included.
_BEGINNING = 40
_POST_TEXT = frozenset({"newstext", "newsContent", "article-body"})


def disclaimer_below(soup: BeautifulSoup) -> str | None:
    """The flat text of the site's own disclaimer, None where the page shows none.

    It is the innermost element that begins with it, outside the post's text: an author who
    quotes 郑重声明 does so inside.
    """
    for hint in soup.find_all(string=_DISCLAIMER_HINT):
        block = _enclosing_disclaimer(hint)
        if block is not None:
            return flatten_tag(block)
    return None


def footer_below(soup: BeautifulSoup) -> str | None:
    """The licence lines of the site's footer as flat text, None where the page shows none."""
    for place in _FOOTER_PLACES:
        block = soup.select_one(place)
        lines = flatten_tag(block).split("\n") if block is not None else []
        licences = [line for line in lines if FOOTER.match(fold(line))]
        if licences:
            return "\n".join(licences)
    return None


def _enclosing_disclaimer(hint: PageElement) -> Tag | None:
    found: Tag | None = None
    for element in hint.parents:
        if element.name in ("script", "style") or _POST_TEXT & set(element.get("class") or []):
            return None
        if found is None and DISCLAIMER.match(_beginning(element)):
            found = element
    return found


def _beginning(element: Tag) -> str:
    """The first words of an element, folded; more of it is not looked at."""
    words = ""
    for string in element.strings:
        words += fold(string)
        if len(words.strip()) > _BEGINNING:
            break
    return " ".join(words.split())
