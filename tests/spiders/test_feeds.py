import gzip
import json
import time

import pytest

from spiders.blogurls import address, page_id, with_twins
from spiders.clock import read_instant
from spiders.embedded import ChangedLayout
from spiders.feeddates import read_date
from spiders.feeds import read_feed

BASE = "https://blog.example/feed.xml"
RSS = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/r.dtd">
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>札记</title>
<link>https://blog.example/</link>
<item><title>甲 &nbsp; &amp; 乙</title><link>/p/1</link>
<pubDate>Thu, 27 Mar 2025 13:04:53 GMT</pubDate>
<guid isPermaLink="false">tag:1</guid></item>
<item><guid>https://blog.example/p/2</guid><dc:date>2025-03-27T09:00:00+08:00</dc:date></item>
<item><title>无处可去</title><guid isPermaLink="false">tag:3</guid></item>
<item><link>https://blog.example/p/4</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="https://blog.example/p/1">
<link>https://blog.example/p/1</link><dc:date>2025-03-27</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page=2"/>
<entry><link rel="edit" href="/edit/1"/><link href="/p/1"/><updated>2025-03-27T22:00:00Z</updated>
<published>2025-03-27T13:00:00Z</published></entry>
<entry><link rel="alternate" href="/p/2"/>
<updated>2025-03-26T08:00:00+08:00</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "next_url": "https://blog.example/feed.json?page=2",
        "items": [
            {"url": "/p/1", "title": "札记", "date_published": "2025-03-27T21:00:00+08:00"},
            {"external_url": "https://blog.example/p/2", "date_modified": 7},
        ],
    }
)
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image>
<image:loc>https://blog.example/a.png</image:loc></image:image><loc>https://blog.example/p/1</loc>
<lastmod>2025-03-27</lastmod></url></urlset>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://blog.example/p/1</loc>
<news:news><news:publication_date>2025-03-27T21:00:00+08:00</news:publication_date>
<news:title>札记</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://blog.example/1.xml.gz</loc>
<lastmod>2025-03-27T21:00:00+08:00</lastmod></sitemap></sitemapindex>"""


def listed(body: str | bytes) -> list[tuple[str, str | None, str | None]]:
    raw = body.encode() if isinstance(body, str) else body
    return [
        (
            entry.url.removeprefix("https://blog.example"),
            entry.published_at.strftime("%d %H:%M") if entry.published_at else None,
            entry.updated_at.strftime("%d %H:%M") if entry.updated_at else None,
        )
        for entry in read_feed(raw, BASE).entries
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (RSS, [("/p/1", "27 21:04", None), ("/p/2", "27 09:00", None), ("/p/4", None, None)]),
        (RDF, [("/p/1", "27 00:00", None)]),
        (ATOM, [("/p/1", "27 21:00", "28 06:00"), ("/p/2", None, "26 08:00")]),
        (JSON, [("/p/1", "27 21:00", None), ("/p/2", None, None)]),
        (SITEMAP, [("/p/1", None, "27 00:00")]),
        (NEWS, [("/p/1", "27 21:00", None)]),
        (INDEX, [("/1.xml.gz", None, "27 21:00")]),
    ],
    ids=["rss", "rdf", "atom", "json", "sitemap", "news", "index"],
)
def test_every_format_says_where_and_when(
    body: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert listed(body) == expected
    assert listed(gzip.compress(body.encode())) == expected
    assert listed("\ufeff\n" + body) == expected


def test_what_a_document_is_good_for() -> None:
    told = {
        name: (read.is_index, read.is_whole, read.next_url)
        for name, body in {
            "rss": RSS,
            "atom": ATOM,
            "map": SITEMAP,
            "news": NEWS,
            "index": INDEX,
        }.items()
        if (read := read_feed(body.encode(), BASE))
    }
    assert told == {
        "rss": (False, False, None),
        "atom": (False, False, "https://blog.example/feed.xml?page=2"),
        "map": (False, True, None),
        "news": (False, False, None),
        "index": (True, True, None),
    }


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5"])
def test_a_feed_is_read_in_its_own_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.split("?>", 1)[1].split("]>")[-1]
    (entry, *_) = read_feed(text.encode(encoding, "xmlcharrefreplace"), BASE).entries
    assert entry.title.startswith("甲")


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    assert listed(RSS.replace("&amp;", "&").split("<item><title>无处")[0])[0][0] == "/p/1"


LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{LOLS}]><rss><item><link>&l11;</link>'
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><link>&x;</link>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB.encode(), "no entities"),
        (BOMB.encode("utf-16"), "no entities"),
        (OUTSIDE.encode(), "no entities"),
        (b"<html><body>blog</body></html>", "not <html>"),
        (b"", "not <>"),
        (b"plain words", "not <"),
        (b'{"items": 1}', "JSON Feed"),
        (b'{"items": [1]}', "JSON Feed"),
        (b'{"items": ' + b"[" * 200_000, "JSON Feed"),
        (b"\x1f\x8bnothing", "whole gzip"),
        (gzip.compress(RSS.encode())[:60], "whole gzip"),
        (gzip.compress(bytes(64 * 1024**2)), "at most"),
    ],
)
def test_a_document_that_is_no_feed_is_said(body: bytes, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(ChangedLayout, match=words):
        read_feed(body, BASE)
    assert time.monotonic() - began < 5


def test_an_entity_in_an_attribute_cannot_blow_up_either() -> None:
    """Behind an encoding that hides the declaration from a reader of bytes."""
    bomb = BOMB.replace("<link>&l11;</link>", '<link href="&l11;"/>').encode("utf-16-be")
    with pytest.raises(ChangedLayout, match="no entities"):
        read_feed(b"\xfe\xff" + bomb, BASE)


def test_a_deep_document_ends_in_time() -> None:
    began = time.monotonic()
    deep = "<rss>" + "<a>" * 100_000 + "<item><link>/p/1</link></item>"
    assert len(read_feed(deep.encode(), BASE).entries) <= 1
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 27 Mar 2025 21:04:53 +0800", "2025-03-27 21:04:53"),
        ("Thu, 27 Mar 2025 13:04:53 GMT", "2025-03-27 21:04:53"),
        ("Thu, 27 Mar 2025 21:04:53 CST", "2025-03-27 21:04:53"),
        ("Thu, 27 Mar 2025 21:04:53", "2025-03-27 21:04:53"),
        ("2025-03-27T13:04:53Z", "2025-03-27 21:04:53"),
        ("2025-03-27 21:04:53", "2025-03-27 21:04:53"),
        ("2025/3/27 9:05", "2025-03-27 09:05:00"),
        ("2025年3月27日 09:05", "2025-03-27 09:05:00"),
        ("2025-03-27", "2025-03-27 00:00:00"),
        ("昨天", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2025-13-40", None),
        ("1970-01-01T00:00:00Z", None),
    ],
)
def test_times_without_a_zone_are_china_s(text: str, expected: str | None) -> None:
    assert read_date(text) == (read_instant(expected) if expected else None)


SAME = "https://blog.example/p/1"


@pytest.mark.parametrize(
    ("url", "is_same"),
    [
        ("http://www.blog.example/p/1/", True),
        ("https://BLOG.example/p/1?utm_source=rss&spm=a#c", True),
        ("https://blog.example/p/1?id=2", False),
        ("https://blog.example/p/2", False),
    ],
)
def test_one_page_has_one_id(url: str, is_same: bool) -> None:
    assert (page_id(url) == page_id(SAME)) is is_same
    assert page_id("https://b.example/?b=1&a=2") == page_id("https://b.example/?a=2&b=1")


def test_an_id_never_changes() -> None:
    assert page_id(SAME) == "ed535a2a6c224392"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "javascript:alert(1)",
        "file:///etc/hostname",
        "https://u:p@blog.example/",
        "//[",
        "http://h:x/",
    ],
)
def test_what_is_no_page_has_no_address(text: str) -> None:
    assert (address(text), page_id(text)) == (None, None)


def test_a_host_goes_with_its_twin() -> None:
    assert with_twins(["www.a.example", "b.example", ""]) == {
        "a.example",
        "www.a.example",
        "b.example",
        "www.b.example",
    }
