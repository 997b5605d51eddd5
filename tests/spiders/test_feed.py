import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from spiders.blogurls import page_id
from spiders.plan import KnownPost, Target
from spiders.probe import answer
from spiders.sources.feed import FeedSpider
from spiders.visits import Visit
from tests.spiders.crawl import plan_for
from tests.spiders.site import CHALLENGE, Answer, Site
from tests.spiders.walking import crawled, walked

HOST = "blog.example"
URL = f"https://{HOST}/feed.xml"
FEED = Target("feed", URL)
POST = "<html><body><article>运价与船期。</article></body></html>"
OLD = [f"/old/{n}" for n in range(5)]


def item(path: str, at: str = "2025-03-20 09:00:00") -> str:
    when = f"<pubDate>{at}</pubDate>" if at else ""
    return f"<item><title>札记</title><link>{path}</link>{when}</item>"


def rss(*items: str) -> str:
    return f"<rss><channel>{''.join(items)}</channel></rss>"


def sitemap(kind: str, inner: str, pages: Mapping[str, str]) -> str:
    rows = (
        f"<{inner}><loc>{url}</loc><lastmod>{at}</lastmod></{inner}>" for url, at in pages.items()
    )
    return f"<{kind}>{''.join(rows)}</{kind}>"


def spider(*targets: Target, posts: tuple[KnownPost, ...] = ()) -> FeedSpider:
    return FeedSpider(plan_for(Path("x"), None, "feed", targets or (FEED,), posts, delay_s=3.0))


def ids(*paths: str, host: str = HOST) -> list[str | None]:
    return [page_id(f"https://{host}{path}") for path in paths]


def test_a_night_of_a_feed(tmp_path: Path) -> None:
    site = Site()
    items = [item("/p/1", "2025-03-28 00:30:00"), item("/p/2", "2025-03-27 21:00:00")]
    items += [
        item("/p/3", "2025-03-27 20:00:00"),
        item("http://www.blog.example/p/4", "2025-03-26"),
    ]
    items += [item("/p/5", ""), item("https://else.example/p/6", "2025-03-26 09:00:00")]
    feed = rss(*items, *map(item, OLD))
    site.put(HOST, "/feed.xml", Answer(feed, headers={"Content-Type": "application/rss+xml"}))
    site.put(HOST, "/p/2", Answer(POST))
    site.put(HOST, "/p/3", Answer("", 410))
    site.put(f"www.{HOST}", "/p/4", Answer(POST))
    dated = POST.replace(
        "<article>", '<meta itemprop="datePublished" content="2025-03-27"><article>'
    )
    site.put(HOST, "/p/5", Answer(dated))
    run = crawled(tmp_path, site, "feed", (FEED,), [HOST, f"www.{HOST}"])
    outcomes = zip(
        ids("/p/2", "/p/3", "/p/4", "/p/5"), ("post", "deleted", "post", "post"), strict=True
    )
    assert run.visits() == list(outcomes)
    assert [
        (row["target"], row["state"], row["claimed"], row["posts"]) for row in run.result["rows"]
    ] == [
        (URL, "partial", 2, 1),
        (URL, "complete", 3, 3),
    ]
    assert run.result["rows"][0]["reason"] == "1 of 2 posts missing: moved"


def test_a_night_of_a_site_s_maps(tmp_path: Path) -> None:
    """Two of three maps have changed since; the packed one holds a post of the day."""
    site = Site()
    maps = {
        f"https://{HOST}/{n}.xml{end}": at
        for n, end, at in (
            (1, "", "2025-03-10"),
            (2, "", "2025-03-27T09:00:00+08:00"),
            (3, ".gz", "2025-03-27T21:00:00+08:00"),
        )
    }
    site.put(HOST, "/feed.xml", Answer(sitemap("sitemapindex", "sitemap", maps)))
    newest = sitemap(
        "urlset", "url", {f"https://{HOST}/p/1": "2025-03-27", f"https://{HOST}/p/2": "2025-03-02"}
    )
    packed = Answer(gzip.compress(newest.encode()), headers={"Content-Type": "application/gzip"})
    site.put(HOST, "/3.xml.gz", packed)
    older = {f"https://{HOST}{path}": "2025-03-20" for path in OLD}
    site.put(
        HOST,
        "/2.xml",
        Answer(sitemap("urlset", "url", older | {f"https://{HOST}/p/3": "2025-03-26"})),
    )
    site.put(HOST, "/p/1", Answer(POST))
    site.put(HOST, "/p/3", Answer(POST))
    run = crawled(tmp_path, site, "feed", (FEED,), [HOST])
    assert site.paths(HOST) == ["/robots.txt", "/feed.xml", "/3.xml.gz", "/2.xml", "/p/1", "/p/3"]
    assert run.visits() == [(one, "post") for one in ids("/p/1", "/p/3")]
    assert [(row["state"], row["walked"]) for row in run.result["rows"]] == [("complete", 3)] * 2


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        (rss(item("/p/1"), *map(item, OLD)), "empty", "older than the day"),
        (rss(item("/p/1", "2025-03-28 01:00:00")), "partial", "shows no older rows"),
        (rss(item("/p/1", "2025-03-28 01:00:00"), *map(item, OLD)), "empty", "both sides"),
        (sitemap("urlset", "url", {URL + "/a": "2025-03-01"}), "empty", "older than the day"),
        (rss(), "partial", "has no posts"),
        ("<html><body>改版了</body></html>", "failed", "changed_layout"),
        (Answer("", 404), "failed", "HTTP 404"),
        (CHALLENGE, "blocked", "blocked"),
        (Answer("", 301, {"Location": "https://else.example/feed"}), "failed", "moved"),
    ],
)
def test_what_a_feed_proves(text: str | Answer, state: str, reason: str) -> None:
    rows = walked(spider(), FEED, {URL: text})
    assert {str(row.state) for row in rows} == {state}
    assert all(reason in row.reason for row in rows)


def test_a_feed_in_pages_is_walked_back_to_the_days() -> None:
    pages = {
        URL: '<feed><link rel="next" href="?page=2"/><entry><link href="/p/1"/>'
        "<published>2025-03-28T01:00:00+08:00</published></entry></feed>",
        f"{URL}?page=2": rss(*map(item, OLD)),
    }
    rows = walked(spider(), FEED, pages)
    assert [(row.state, row.walked) for row in rows] == [("empty", 2)] * 2


def test_pages_elsewhere_are_not_read() -> None:
    maps = sitemap("sitemapindex", "sitemap", {"https://else.example/1.xml": "2025-03-27"})
    rows = walked(spider(), FEED, {URL: maps, "https://else.example/1.xml": rss(*map(item, OLD))})
    assert {row.state for row in rows} == {"failed"}


def test_hosts_are_the_feeds_own_and_those_listed() -> None:
    asked = spider(FEED, Target("host", "posts.example"))
    assert asked.hosts == {HOST, f"www.{HOST}", "posts.example", "www.posts.example"}
    assert asked.plan.targets == (FEED,)
    known = tuple(KnownPost("x", URL, url=url) for url in (None, "https://else.example/1", URL))
    assert [post.url for post in spider(posts=known).plan.posts] == [URL]


PAGE = f"https://{HOST}/p/1"


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (HtmlResponse(PAGE, body=POST.encode()), "post"),
        (
            HtmlResponse(PAGE, body=b"<body><script>x=1</script><noscript>on</noscript>"),
            "changed_layout",
        ),
        (HtmlResponse(PAGE, 404), "deleted"),
        (HtmlResponse(PAGE, 410), "deleted"),
        (HtmlResponse(PAGE, 402, body=b"pay"), "not_a_post"),
        (HtmlResponse(PAGE, 400, body=b"no"), "failed"),
        (HtmlResponse(PAGE, 403), "blocked"),
        (answer(PAGE, 200, [("Content-Type", "audio/mpeg")], b"ID3\x00"), "not_a_post"),
    ],
)
def test_what_an_entry_s_page_is(given: Response, outcome: str) -> None:
    from spiders.decode import plain

    visit = Visit("feed", "post", "nightly", URL, "x")
    assert spider().outcome_of(plain(given), Request(PAGE, meta={"visit": visit})) == outcome


@pytest.mark.parametrize(
    "note",
    [
        '<meta property="article:published_time" content="2025-03-27T21:00:00+08:00">',
        '<script type="application/ld+json">{"datePublished": "2025-03-27T13:00:00Z"}</script>',
        '<time class="published" datetime="2025-03-27 21:00">昨天</time>',
    ],
)
def test_a_page_s_notes_say_when(note: str) -> None:
    at = spider().published_in(HtmlResponse(PAGE, body=note.encode()))
    assert at is not None
    assert at.isoformat() == "2025-03-27T21:00:00+08:00"
