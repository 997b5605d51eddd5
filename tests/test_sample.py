"""The sample night: made from its script, whole, small, and holding every case it promises."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from warcio.archiveiterator import ArchiveIterator

from data.sample import make

CHINA = ZoneInfo("Asia/Shanghai")
GUBA = "https://guba.eastmoney.com"
ARTICLES = "https://caifuhao.eastmoney.com/news/"
SEED = f"{GUBA}/news,cjpl,1530761386.html"
NIGHTS = {1: (date(2025, 3, 26), date(2025, 3, 27)), 2: (date(2025, 3, 27), date(2025, 3, 28))}


@dataclass(frozen=True)
class Page:
    kind: str
    night: int
    url: str
    at: datetime
    status: str
    location: str | None
    charset: str
    record_id: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("gb18030" if b'charSet="gbk"' in self.body else "utf-8")


@cache
def pages() -> tuple[Page, ...]:
    with make.NIGHT.open("rb") as file:
        return tuple(_page(record) for record in ArchiveIterator(file, check_digests="raise"))


def _page(record: Any) -> Page:
    head, http = record.rec_headers, record.http_headers
    at = datetime.fromisoformat(head.get_header("WARC-Date")).astimezone(CHINA)
    return Page(
        kind=record.rec_type,
        night=1 if at.day == 28 else 2,
        url=head.get_header("WARC-Target-URI") or "",
        at=at,
        status=http.statusline if http else "",
        location=http.get_header("Location") if http else None,
        charset=http.get_header("Content-Type") if http else "",
        record_id=head.get_header("WARC-Record-ID"),
        body=record.content_stream().read(),
    )


def of_night(night: int) -> dict[str, Page]:
    return {page.url: page for page in pages() if page.night == night and page.kind == "response"}


def script_object(text: str, name: str) -> dict[str, Any]:
    start = text.index("{", text.index(f"var {name}"))
    found = json.JSONDecoder().raw_decode(text[start:].replace(":undefined", ":null"))[0]
    assert isinstance(found, dict)
    return found


def post_article(page: Page) -> dict[str, Any]:
    return script_object(page.text, "post_article")


def list_pages(night: int) -> list[Page]:
    return [p for p in of_night(night).values() if "/list," in p.url and "身份核实" not in p.text]


def rows(page: Page) -> list[dict[str, Any]]:
    found = script_object(page.text, "article_list")["re"]
    assert isinstance(found, list)
    return found


def day(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["post_publish_time"][:10])


def address(row: dict[str, Any]) -> str:
    if row["post_type"] == 20:
        return f"{ARTICLES}{row['post_source_id']}"
    bar = row["post_guba"]["stockbar_code"] if "post_guba" in row else row["stockbar_code"]
    return f"{GUBA}/news,{bar},{row['post_id']}.html"


def is_regular(row: dict[str, Any]) -> bool:
    return not row["post_top_status"] and "post_user" not in row


def posts() -> list[Page]:
    return [page for page in pages() if "var post_article=" in page.body.decode("latin-1")]


def articles() -> list[Page]:
    return [page for page in pages() if page.url.startswith(ARTICLES)]


def test_the_file_is_what_the_script_tells() -> None:
    assert make.main(["--check"]) == 0
    assert len(make.NIGHT.read_bytes()) < 400_000


def test_check_notices_a_difference(tmp_path: Path) -> None:
    other = tmp_path / "night.warc.gz"
    records = make.build()
    other.write_bytes(gzip.compress(b"".join(records[:-1])))
    assert not make.is_current(records, other)


def test_records_come_in_order_with_their_own_ids() -> None:
    kinds = [page.kind for page in pages()]
    assert kinds == ["warcinfo"] + ["response"] * (len(kinds) - 1)
    assert len({page.record_id for page in pages()}) == len(pages())
    steps = [
        (after.at - before.at).total_seconds()
        for before, after in zip(pages()[1:], pages()[2:], strict=False)
        if before.night == after.night
    ]
    assert all(3 <= step <= 4 for step in steps)


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_asks_for_every_address_once_and_for_robots_first(night: int) -> None:
    urls = [page.url for page in pages() if page.night == night and page.kind == "response"]
    assert len(urls) == len(set(urls))
    for host in {url.split("/")[2] for url in urls}:
        assert next(url for url in urls if f"//{host}/" in url).endswith("/robots.txt")


@pytest.mark.parametrize("night", NIGHTS)
def test_every_row_of_the_nights_days_has_its_page(night: int) -> None:
    since, until = NIGHTS[night]
    listed = [row for page in list_pages(night) for row in rows(page)]
    for page in of_night(night).values():
        if "postCenterList" in page.url:
            listed += json.loads(page.body)["result"]
    wanted = {address(row) for row in listed if since <= day(row) <= until}
    assert len(wanted) > 30
    assert wanted <= of_night(night).keys()


@pytest.mark.parametrize("night", NIGHTS)
def test_every_walk_ends_in_five_older_rows(night: int) -> None:
    last = {page.url.split(",")[1]: page for page in list_pages(night)}
    for page in last.values():
        tail = [row for row in rows(page) if is_regular(row)][-5:]
        assert len(tail) == 5
        assert all(day(row) < NIGHTS[night][0] for row in tail)


@pytest.mark.parametrize(("night", "bars"), [(1, 4), (2, 5)])
def test_lists_hold_what_makes_walking_hard(night: int, bars: int) -> None:
    lists = {page.url: page for page in list_pages(night)}
    assert len({url.split(",")[1] for url in lists}) == bars
    for bar in ("cjpl", "600519"):
        first, second = (rows(lists[f"{GUBA}/list,{bar},f{n}.html"]) for n in ("", "_2"))
        assert first[-1]["post_id"] == second[0]["post_id"]
        assert any(row["post_top_status"] for row in first)
        hot = [row["post_id"] for row in first if "post_user" in row]
        others = script_object(lists[f"{GUBA}/list,{bar},f.html"].text, "other_list")["re"]
        assert hot == [row["post_id"] for row in others] != []


def test_list_cells_run_on_a_twelve_hour_clock() -> None:
    page = of_night(1)[f"{GUBA}/list,cjpl,f.html"]
    seed = next(row for row in rows(page) if row["post_publish_time"].endswith("21:04:53"))
    cell = BeautifulSoup(page.text, "lxml").select_one(f'a[data-postid="{seed["post_id"]}"]')
    assert cell is not None
    row = cell.find_parent("tr")
    assert row is not None
    assert row.select_one("div.update").text == "03-27 09:04"  # type: ignore[union-attr]
    rendered = (page.at - timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S")
    assert f"render at {rendered}" in page.text


def test_there_are_enough_posts_authors_days_and_bars() -> None:
    rows_seen = {
        row["post_id"]: row
        for night in NIGHTS
        for page in list_pages(night)
        for row in rows(page)
        if day(row) >= date(2025, 3, 26) and address(row) in of_night(night)
    }
    users = {row.get("user_id") or row["post_user"]["user_id"] for row in rows_seen.values()}
    by_day = {
        d: [r for r in rows_seen.values() if day(r) == d] for d in map(day, rows_seen.values())
    }
    assert len(rows_seen) >= 48
    assert len(users) >= 14
    assert sorted(by_day) == [date(2025, 3, n) for n in (26, 27, 28)]
    assert all(len(found) >= 10 for found in by_day.values())
    assert len({page.url for page in articles()}) >= 8


def test_the_fund_bar_is_blocked_on_the_first_night_only() -> None:
    url = f"{GUBA}/list,of161725,f.html"
    shell, page = of_night(1)[url], of_night(2)[url]
    assert shell.status == "200 OK"
    assert "<title>身份核实</title>" in shell.text
    assert 2_500 < len(shell.body) < 3_200
    assert "article_list" not in shell.text
    assert sum(day(row) >= date(2025, 3, 27) for row in rows(page)) in (2, 3)


def test_deletions_and_edits_lie_between_the_nights() -> None:
    first, second = of_night(1), of_night(2)
    gone = [url for url in first if second.get(url, first[url]).status.startswith("302")]
    gone_later = [url for url in gone if first[url].status == "200 OK"]
    gone_while_walking = [url for url in gone if first[url].status.startswith("302")]
    assert len(gone_later) >= 2
    assert len(gone_while_walking) == 1
    assert {second[url].location for url in gone} == {"/error?type=2"}
    assert "error404_page" in second[f"{GUBA}/error?type=2"].text
    edited = [page for page in posts() if page.night == 2 and post_article(page)["post_mod_count"]]
    assert len(edited) >= 2
    for page in edited:
        assert post_article(page)["post_content"] != post_article(first[page.url])["post_content"]
        assert "修改</div>" in page.text
        assert "修改</div>" not in first[page.url].text


def test_counts_of_some_posts_rise_between_the_nights() -> None:
    first, second = of_night(1), of_night(2)
    both = [page.url for page in posts() if page.night == 2 and page.url in first]
    risen = [
        url
        for url in both
        if post_article(second[url])["post_click_count"]
        > post_article(first[url])["post_click_count"]
    ]
    assert 5 < len(risen) < len(both)


def test_the_seed_post_is_there_both_ways_and_word_for_word() -> None:
    page = of_night(1)[SEED]
    said, soup = post_article(page), BeautifulSoup(page.text, "lxml")
    body = soup.select_one("div.newstext")
    assert body is not None
    assert body.decode_contents() == said["post_content"]
    paragraphs = [paragraph.text for paragraph in body.find_all("p")]
    assert len(paragraphs) == 31
    assert (paragraphs[0], paragraphs[-4]) == ("大家好,我是阿热。", "A股下一篇再聊吧。")
    assert len(re.findall(r"#[^#]+#", paragraphs[-3])) == 6
    assert len(re.findall(r"\(OTCFUND\|\d{6}\)\$", paragraphs[-2] + paragraphs[-1])) == 8
    assert said["post_title"] == "带崩美股算力的报告,到底说了啥?"
    assert said["post_user"]["user_nickname"] == "热点辣评君"
    assert (said["post_like_count"], said["post_comment_count"]) == (3, 4)
    assert "2025-03-27 21:04:53 来自上海" in page.text
    assert "郑重声明:用户在" in page.text.replace(body.text, "")
    footer = soup.select_one("#footerHtml")
    assert footer is not None
    assert "许可证:0908328号" in footer.text
    assert "郑重声明" not in body.text


CASES: dict[str, tuple[int, Callable[[Page], object]]] = {
    "a zero like count is a word": (3, lambda p: '<span class="likemodule">点赞</span>' in p.text),
    "a zero comment count is a word": (3, lambda p: 'replymodule">评论</span>' in p.text),
    "an empty title": (2, lambda p: '<h1 class="newstitle"></h1>' in p.text),
    "a news row of the site": (2, lambda p: post_article(p)["post_type"] == 1),
    "no region for the site's accounts": (2, lambda p: not post_article(p)["post_ip_address"]),
    "a bare undefined in the JSON": (2, lambda p: ":undefined" in p.text),
    "a Q&A post": (1, lambda p: post_article(p)["ask_answer"] and "【答】" in p.text),
    "GBK bytes under a gbk header": (1, lambda p: "gbk" in p.charset and b'"gbk"' in p.body),
    "GBK bytes told by meta only": (1, lambda p: p.charset == "text/html" and b'"gbk"' in p.body),
    "UTF-8 under a gb2312 header": (2, lambda p: "gb2312" in p.charset and p.body.decode()),
    "an emoji image": (3, lambda p: 'title="[呲牙]"' in p.text or 'title="[捂脸]"' in p.text),
    "an auto link": (2, lambda p: "/unify/r/105.NVDA" in p.text),
    "a bullet list": (2, lambda p: "<ul><li>" in post_article(p)["post_content"]),
    "a table": (2, lambda p: "<table>" in post_article(p)["post_content"]),
    "an image": (2, lambda p: "wrap-img" in post_article(p)["post_content"]),
    "prices that are no cashtags": (2, lambda p: "$100-$200" in p.text),
    "number signs that are no hashtags": (2, lambda p: "C#写" in p.text and "1#" in p.text),
    "a hashtag inside a sentence": (2, lambda p: "#算力过剩了吗#这种话题" in p.text),
    "a linked topic": (3, lambda p: post_article(p)["relate_topic"]["name"]),
    "a disclaimer quoted in mid-text": (2, lambda p: p.text.count("郑重声明") > 4),
    "text added by the author": (2, lambda p: post_article(p)["post_add_list"]),
    "a repost": (2, lambda p: post_article(p)["source_post_id"]),
    "a Beijing code": (2, lambda p: "(BJ920118)$" in p.text),
    "a code in wind style": (2, lambda p: "$招商银行(600036.SH)$" in p.text),
    "a listed fund": (4, lambda p: "$纳指ETF(SH513100)$" in p.text),
    "a fund outside the exchange": (5, lambda p: "(OTCFUND|" in p.text),
    "no fund at all": (10, lambda p: not re.search(r"OTCFUND|ETF|LOF|基金", p.text)),
    "a text over 500 characters": (2, lambda p: len(post_article(p)["post_content"]) > 500),
}


@pytest.mark.parametrize("case", CASES)
def test_guba_posts_hold(case: str) -> None:
    n_wanted, shows = CASES[case]
    assert sum(bool(shows(page)) for page in posts()) >= n_wanted


ARTICLE_CASES: dict[str, tuple[int, Callable[[Page], object]]] = {
    "a desktop body": (8, lambda p: 'class="xeditor_content app_h5_article"' in p.text),
    "a time without seconds": (8, lambda p: re.search(r">2025年03月2\d日 \d\d:\d\d<", p.text)),
    "cashtag spans": (5, lambda p: 'data-marketcode="SH51' in p.text),
    "empty paragraphs": (5, lambda p: "<p><br></p>" in p.text),
    "an edit": (1, lambda p: "修改于 2025年03月28日" in p.text),
    "a redesign": (2, lambda p: 'id="reader-root"' in p.text and "article-body" not in p.text),
    "a deletion": (1, lambda p: "该文章已删除" in p.text),
    "a long text": (2, lambda p: len(p.text) > 5_000),
}


@pytest.mark.parametrize("case", ARTICLE_CASES)
def test_articles_hold(case: str) -> None:
    n_wanted, shows = ARTICLE_CASES[case]
    assert sum(bool(shows(page)) for page in articles()) >= n_wanted


@pytest.mark.parametrize("night", NIGHTS)
def test_the_redesigned_article_is_whole_on_the_wap_route(night: int) -> None:
    found = of_night(night)
    redesigned = next(page for page in found.values() if 'id="reader-root"' in page.text)
    article_id = redesigned.url.removeprefix(ARTICLES)
    brief, whole = [page for url, page in found.items() if "gbapi" in url and article_id in url]
    post_id = json.loads(brief.body)["re"][0]["post_id"]
    post = json.loads(whole.body)["post"]
    assert f"postid={post_id}&" in whole.url
    assert post["post_source_id"] == article_id
    assert post["post_title"] in redesigned.text
    assert "四月之后必须靠报表" in post["post_content"]
