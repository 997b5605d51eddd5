"""Who wrote the article of a page of any layout: by its data, or by the line below its title."""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag

from transforms.body import tidy_line
from transforms.metadata import Metadata
from transforms.stated import Piece, names_of, plain, site_names
from transforms.times import printed_time

_BYLINE = re.compile(r"(?:作者|文|撰文)\s*[:：/|丨]\s*(?P<name>[^\s:：|，,。]{2,20})")
_LABEL = re.compile(r"^(?:作者|文|撰文|来自专栏)\s*[:：]?\s*")
_PLACE = re.compile(r"author|nick|user|writer|byline", re.IGNORECASE)
_HOME = re.compile(r"//i\.|/(?:u|user|users|people|profile|author|space|home|member)/", re.I)
_FROM = re.compile(r"\s来自\s*[一-鿿]{2,8}")
_SIGNED = re.compile(r"(?:发表|发布)于\s*20\d\d")
_DATE = re.compile(r"(?:(?:发表|发布)于\s*)?20\d\d\s*[-/.年]")
# A word, an address or a sentence, but nobody's name.
_NO_NAME = re.compile(
    r"[，。！？；：、,!?;:@/<>()（）【】\[\]]|^\W|^[\d\W]+$|来源|时间|日期|发布|发表|阅读|评论|浏览|关注|登录|注册"
    r"|首页|正文|字号|原创|转载|编辑|分享|收藏|举报|手机版|客户端|网络整理|佚名|匿名|admin|未知|^(?:name|author|user)$",
    re.IGNORECASE,
)
_PORTAL = r"(?:网|网站|官网|首页|新闻|资讯|财经|科技|体育|娱乐|门户|社区|论坛|手机|客户端|com|cn)*"
# Of the head's texts so many on both sides of its time are looked at.
_NEAR = 3
_LONGEST = 30


def author_of(soup: BeautifulSoup, said: Metadata, above: Sequence[Piece]) -> str | None:
    """Who wrote it: no site, no editor; None where nobody is named."""
    sites = site_names(soup, said)
    for name in _candidates(soup, said, above):
        shown = tidy_line(_LABEL.sub("", name or ""))
        if shown is None or not _is_name(shown):
            continue
        if not _is_site(shown, sites) and not _edits(shown, soup):
            return shown
    # A blog that is named after who writes it says so in its byline.
    bylines = (match["name"] for piece in above if (match := _BYLINE.search(piece.text)))
    return next((name for name in bylines if _is_name(name) and not _edits(name, soup)), None)


def _candidates(
    soup: BeautifulSoup, said: Metadata, above: Sequence[Piece]
) -> Iterator[str | None]:
    yield _of_data(said)
    yield said.meta("author", "article:author")
    marked = [*soup.find_all(rel="author"), *said.marked.get("author", [])]
    yield from (tag.get_text(" ") for tag in marked[:1])
    yield from (match["name"] for piece in above if (match := _BYLINE.search(piece.text)))
    yield from _beside_time(above)


def _of_data(said: Metadata) -> str | None:
    author = said.value("author")
    first = author[0] if isinstance(author, list) and author else author
    name = first.get("name") if isinstance(first, dict) else first
    return name if isinstance(name, str) else None


def _beside_time(above: Sequence[Piece]) -> Iterator[str]:
    """The names by the time in the article's head: linked or marked as a person's, or with 来自."""
    dated = [at for at, piece in enumerate(above) if _DATE.search(piece.text)]
    if not dated or printed_time(above[dated[-1]].text.replace("/", "-")) is None:
        return
    at = dated[-1]
    before = _DATE.split(above[at].text)[0].strip()
    if before and (_FROM.search(above[at].text) or _SIGNED.search(above[at].text)):
        yield before
    near = [*above[max(at - _NEAR, 0) : at][::-1], *above[at + 1 : at + 1 + _NEAR]]
    yield from (piece.text for piece in near if _is_of_person(piece.tag))


def _is_of_person(tag: Tag) -> bool:
    for element in [tag, *list(tag.parents)[:2]]:
        if _PLACE.search(names_of(element)) or _HOME.search(str(element.get("href") or "")):
            return True
    return False


def _is_site(name: str, sites: set[str]) -> bool:
    """Whether the site is called so, with or without what portals add to their names."""
    called = re.compile(re.escape(plain(name)) + _PORTAL)
    return any(called.fullmatch(site) for site in sites)


def _is_name(shown: str) -> bool:
    return 2 <= len(shown) <= _LONGEST and not _NO_NAME.search(shown)


def _edits(name: str, soup: BeautifulSoup) -> bool:
    """Whether the page names the same person as its editor."""
    editor = re.compile(rf"(?:责任编辑|责编|编辑)\W{{0,4}}{re.escape(name)}")
    return bool(editor.search(soup.get_text()))
