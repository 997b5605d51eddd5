from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from spiders.clock import read_instant
from spiders.embedded import ChangedLayout
from spiders.plan import Target
from spiders.sources.sina_blog import SinaBlogSpider
from tests.spiders.crawl import plan_for
from tests.spiders.site import CHALLENGE, Answer, Site
from tests.spiders.walking import crawled, walked

HOST = "blog.sina.com.cn"
AUTHOR = Target("author", "1191258123")
ARTICLE = (
    '<html><body><div id="articlebody"><div class="articalTitle"><h2>札记</h2></div>'
    '<div id="sina_keyword_ad_area2" class="articalContent">港口的船期与运价。</div></div>'
)
GONE = "<html><body><div class='errorBody'>抱歉，您要访问的页面不存在或被删除！</div></body></html>"
LOCKED = "<html><body><form><input type='password' name='pwd'></form></body></html>"


def post_id(n: int) -> str:
    return f"4701280b0102eo{n:02d}"


def cell(n: int, at: str, mark: str = "") -> str:
    return (
        f'<div class="articleCell SG_j_linedot1"><p class="atc_main SG_dot">'
        f'<span class="atc_ic_f">{mark}</span><span class="atc_title">'
        f'<a title="" target="_blank" href="http://{HOST}/s/blog_{post_id(n)}.html">[顶]部 {n}</a>'
        f'</span></p><p class="atc_info"><span class="atc_tm SG_txtc">{at}</span></p></div>'
    )


def page(cells: str, total: int = 0, has_next: bool = False) -> str:
    count = f"<strong>全部博文</strong>&nbsp;<em>({total})</em>" if total else ""
    way = '<li class="SG_pgnext"><a href="x">下一页</a></li>' if has_next else ""
    return (
        f'<html><head><meta charset="utf-8"></head><body>{count}<div class="articleList">{cells}'
        f'</div><ul class="SG_pages">{way}</ul></body></html>'
    )


def with_lists(*pages: str | Answer) -> Site:
    site = Site()
    for number, one in enumerate(pages, 1):
        answer = Answer(one) if isinstance(one, str) else one
        site.put(HOST, f"/s/articlelist_{AUTHOR.id}_0_{number}.html", answer)
    return site


def two_pages() -> Site:
    first = cell(1, "2019-05-01 08:00", '<img title="置顶">') + cell(2, "2025-03-28 00:40")
    first += "".join(cell(n, f"2025-03-27 1{n}:00") for n in (6, 5, 4, 3))
    second = cell(7, "2025-03-26 09:00") + "".join(
        cell(10 + n, "2025-03-2" + str(n) + " 09:00") for n in (5, 4, 3, 2, 1)
    )
    site = with_lists(page(first, 12, has_next=True), Answer(page(second, 12).encode("gb18030")))
    for n, answer in (
        (6, Answer(ARTICLE)),
        (5, Answer(GONE)),
        (4, Answer(LOCKED)),
        (3, Answer("", 404)),
        (7, Answer(ARTICLE.encode("gb18030"), headers={"Content-Type": "text/html"})),
    ):
        site.put(HOST, f"/s/blog_{post_id(n)}.html", answer)
    return site


def test_a_night_of_a_blog(tmp_path: Path) -> None:
    run = crawled(tmp_path, two_pages(), "sina_blog", (AUTHOR,), [HOST])
    assert run.visits() == [
        (post_id(6), "post"),
        (post_id(5), "deleted"),
        (post_id(4), "not_a_post"),
        (post_id(3), "deleted"),
        (post_id(7), "post"),
    ]
    assert run.states() == {
        (AUTHOR.id, "2025-03-26"): "complete",
        (AUTHOR.id, "2025-03-27"): "complete",
    }


@pytest.mark.parametrize(
    ("lists", "state"),
    [
        ([page(cell(1, "2025-03-20 09:00"), 1)], "empty"),
        ([page(cell(1, "2025-03-20 09:00"))], "empty"),
        ([page("")], "failed"),
        (["<html><body>改版了</body></html>"], "failed"),
        ([page(cell(1, "昨天 09:00"))], "failed"),
        ([CHALLENGE], "blocked"),
        ([Answer("slow down", 418)], "blocked"),
        ([Answer(GONE, 404)], "failed"),
        ([page(cell(2, "2025-03-28 00:40"), 9, has_next=True), Answer("", 500)], "partial"),
    ],
)
def test_what_becomes_of_a_day_without_articles(lists: list[str | Answer], state: str) -> None:
    spider = SinaBlogSpider(plan_for(Path("x"), None, "sina_blog", (AUTHOR,), delay_s=3.0))
    site = {spider.list_url(AUTHOR, number): one for number, one in enumerate(lists, 1)}
    assert {row.state for row in walked(spider, AUTHOR, site)} == {state}


def read(text: str, encoding: str = "utf-8") -> HtmlResponse:
    return HtmlResponse(f"https://{HOST}/s/x", body=text.encode(encoding), encoding=encoding)


def test_what_a_list_says() -> None:
    spider = SinaBlogSpider(plan_for(Path("x"), None, "sina_blog", (AUTHOR,), delay_s=3.0))
    marked = cell(1, "2019-05-01 08:00", "<em>[顶]</em>") + cell(2, "2025-03-27 21:04")
    listed = spider.read_list(read(page(marked, 316, has_next=True), "gb18030"), AUTHOR.id)
    assert (listed.claimed, listed.is_last) == (316, False)
    assert [row.is_pinned for row in listed.rows] == [True, False]
    assert listed.rows[1].title == "[顶]部 2"
    assert listed.rows[1].published_at == read_instant("2025-03-27 21:04:00")
    assert spider.read_list(read(page(marked)), AUTHOR.id).is_last


def test_a_cell_without_an_article_is_a_changed_layout() -> None:
    spider = SinaBlogSpider(plan_for(Path("x"), None, "sina_blog", (AUTHOR,), delay_s=3.0))
    strange = page(cell(1, "2025-03-27 21:04").replace("/s/blog_", "/u/"))
    with pytest.raises(ChangedLayout, match="expected an article's address"):
        spider.read_list(read(strange), AUTHOR.id)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"http://{HOST}/s/blog_{post_id(1)}.html", post_id(1)),
        (f"https://{HOST}/s/blog_{post_id(1)}.html?tj=1", post_id(1)),
        (f"https://{HOST}/s/articlelist_1_0_1.html", None),
    ],
)
def test_an_id_is_the_end_of_an_address(url: str, expected: str | None) -> None:
    assert SinaBlogSpider.native_id_of(url) == expected
