import gzip
import json
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from twisted.internet.error import DNSLookupError

from spiders.addresses import is_plain, is_public, redirect_target, refuse_private
from spiders.challenges import is_challenge
from spiders.decode import Damage, damage_of, header_fields, plain, unpack
from spiders.embedded import ChangedLayout, embedded_json
from spiders.lists import ListPage, read_bar_list
from spiders.outcomes import SETTLED, Outcome
from spiders.plan import KnownPost
from spiders.run import settings_for
from spiders.settings import DOWNLOAD_MAXSIZE
from spiders.sources.guba import GubaSpider
from spiders.visits import Visit
from spiders.walks import MOST_STEPS_BACK, Walk
from tests.spiders.crawl import NIGHT_AT, plan_for, run_plan
from tests.spiders.faults import Faults, bomb, bomb_bytes, playing, redirect
from tests.spiders.site import CHALLENGE, Site, list_page, post_page, row

GUBA = "https://guba.eastmoney.com"
NEWS = f"{GUBA}/news,600519,2.html"

PUBLIC = """
guba.eastmoney.com GUBA.EASTMONEY.COM blog.sina.com.cn xn--fiqs8s.cn a_b.cn 118.25.1.2 8.8.8.8
172.32.0.1 [2400:3200::1]
""".split()
# Loopback and the many ways to write it; private, shared, link-local, for documents, multicast,
# reserved; IPv4 in IPv6 (mapped, 6to4, Teredo, NAT64); names of no public host.
NOT_PUBLIC = """
127.0.0.1 127.255.255.254 127.1 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 127.0.0.1.
127.0.0.01 １２７.0.0.1 ①②⑦.⓪.⓪.① ::1 [::1] ::ffff:127.0.0.1 [::ffff:7f00:1] ::127.0.0.1
0.0.0.0 0 :: 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 169.254.169.254 192.0.2.1
198.18.0.1 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 fe80::1 fe80::1%eth0 fc00::1
ff02::1 ::ffff:10.0.0.1 2002:7f00:1:: 2001:0:53aa:64c::1 64:ff9b::7f00:1 2001:db8::1
2400:3200::1%1 localhost LOCALHOST localhost. a.localhost printer.local db.internal router.lan
1.0.0.127.in-addr.arpa intranet . .. guba.eastmoney.com. user@guba.eastmoney.com -.cn 股吧.cn
guba.eastmoney.com:80 a..cn
""".split()
NOT_PUBLIC += ["", "a b.cn", "a\x00.cn", "a.cn\r\n", "a" * 64 + ".cn", "abcdefgh." * 30 + "cn"]


@pytest.mark.parametrize("host", PUBLIC)
def test_a_host_of_the_world_is_public(host: str) -> None:
    assert is_public(host)
    assert is_plain(f"https://{host}/x?y=1#z")


@pytest.mark.parametrize("host", NOT_PUBLIC)
def test_a_host_that_is_not_the_world_s_is_refused(host: str) -> None:
    assert not is_public(host)
    assert not is_plain(f"https://{host}/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (NEWS, True),
        ("http://guba.eastmoney.com:80/x", True),
        ("https://guba.eastmoney.com:443/x", True),
        ("https://guba.eastmoney.com:8443/x", False),
        ("http://guba.eastmoney.com:443/x", False),
        ("https://guba.eastmoney.com:99999/x", False),
        ("https://guba.eastmoney.com:x/", False),
        ("https://user:password@guba.eastmoney.com/", False),
        ("https://@guba.eastmoney.com/", False),
        ("https://guba.eastmoney.com\\@evil.example/", False),
        ("https://[::1", False),
        ("//guba.eastmoney.com/x", False),
        ("file:///etc/passwd", False),
        ("ftp://guba.eastmoney.com/x", False),
        ("data:text/html,x", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_plain_web_addresses_are_visited(url: str, expected: bool) -> None:
    assert is_plain(url) is expected


@pytest.mark.parametrize(
    ("location", "status", "expected"),
    [
        (b"/error?type=2", 302, f"{GUBA}/error?type=2"),
        (b"//guba.eastmoney.com/x", 301, f"{GUBA}/x"),
        (b"https://caifuhao.eastmoney.com/news/1", 307, "https://caifuhao.eastmoney.com/news/1"),
        (b"/x y", 302, f"{GUBA}/x%20y"),
        (b"/\xe8\x82\xa1", 302, f"{GUBA}/%E8%82%A1"),
        (b"", 302, None),
        (b"/x", 304, None),
        (b"/x", 300, None),
        (b"///evil.example/", 302, None),
        (b"/\\evil.example/", 302, None),
        (b"\\\\evil.example/", 302, None),
        (b"/news\x00.html", 302, None),
        (b"/news\r\nSet-Cookie: a=1", 302, None),
        (b"http://[::1", 302, None),
        (b"http://127.0.0.2/", 302, None),
        (b"http://guba.eastmoney.com@127.0.0.2/", 302, None),
        (b"file:///etc/passwd", 302, None),
        (b"//169.254.169.254/latest", 302, None),
    ],
)
def test_where_a_redirect_leads(location: bytes, status: int, expected: str | None) -> None:
    response = Response(NEWS, status, headers={"Location": location})
    assert redirect_target(response) == expected


def test_a_name_that_resolves_into_our_network_is_not_resolved() -> None:
    assert refuse_private("118.25.1.2", "guba.eastmoney.com") == "118.25.1.2"
    with pytest.raises(DNSLookupError, match=r"guba.eastmoney.com resolves to 10.0.0.1"):
        refuse_private("10.0.0.1", "guba.eastmoney.com")


def outcome(
    body: bytes, kind: str = "post", status: int = 200, seen: tuple[str, ...] = (), **fields: str
) -> Outcome:
    spider = GubaSpider(plan_for(Path("x"), None, "guba", (), delay_s=3.0))
    meta = {"visit": Visit("guba", kind, "nightly", "600519", "2"), "redirect_urls": list(seen)}
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    response = plain(Response(NEWS, status, headers=headers, body=body))
    return spider.outcome_of(response, Request(NEWS, meta=meta))


PACKED = gzip.compress(post_page(2).encode())
LISTED = gzip.compress(list_page([row(1, "03-27 20:00:00")]).encode())


@pytest.mark.parametrize("kind", ["post", "list", "robots"])
@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (PACKED[:-9], "gzip", "server_error"),
        (LISTED[:40], "gzip", "server_error"),
        (b"no gzip at all", "gzip", "server_error"),
        (b"no deflate at all", "deflate", "server_error"),
        (PACKED, "br", "server_error"),
        (gzip.compress(PACKED, mtime=0), "gzip, gzip", "server_error"),
        (bomb_bytes(), "gzip", "too_large"),
        (bomb_bytes()[10:], "deflate", "too_large"),
        (gzip.compress(CHALLENGE.encode())[:-20], "gzip", "blocked"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)
def test_a_damaged_body_is_never_taken_for_what_it_began_as(
    kind: str, body: bytes, encoding: str, expected: str
) -> None:
    found = outcome(body, kind, Content_Encoding=encoding)
    assert found == expected
    assert found not in SETTLED


@pytest.mark.parametrize(
    ("kind", "expected"), [("post", "changed_layout"), ("list", "changed_layout")]
)
@pytest.mark.parametrize("body", [b"", b" \r\n\t", "\ufeff\u3000".encode()])
def test_an_empty_answer_proves_nothing(kind: str, expected: str, body: bytes) -> None:
    assert outcome(body, kind) == expected
    assert outcome(body, kind, Content_Encoding="identity") == expected


@pytest.mark.parametrize(
    ("location", "seen", "expected"),
    [
        ("/news,600519,2.html", (), "moved"),
        ("/news,600519,2.html#top", (), "moved"),
        (f"{GUBA}/a", (f"{GUBA}/a",), "moved"),
        ("/b", (f"{GUBA}/a",), "other"),
        ("/d", (f"{GUBA}/a", f"{GUBA}/b"), "other"),
        ("/e", (f"{GUBA}/a", f"{GUBA}/b", f"{GUBA}/c"), "moved"),
        # The same post under another bar, or an address that is no post's, may be it still.
        ("/news,cjpl,2.html", (), "other"),
        ("/news,600519,3.html", (), "moved"),
        # An answer is one at any distance.
        ("/error?type=2", (f"{GUBA}/a", f"{GUBA}/b", f"{GUBA}/c"), "deleted"),
        # Only the site itself may say that its post is gone.
        ("https://elsewhere.example/error?type=2", (), "moved"),
        ("http://127.0.0.2:8000/", (), "moved"),
        ("file:///etc/passwd", (), "moved"),
        ("https://user:password@guba.eastmoney.com/x", (), "moved"),
    ],
)
def test_a_redirect_in_a_circle_or_out_of_the_site_is_moved(
    location: str, seen: tuple[str, ...], expected: str
) -> None:
    assert outcome(b"", status=302, seen=seen, Location=location) == expected


def test_a_reader_that_stumbles_leaves_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> Outcome:
        raise IndexError("no such row")

    monkeypatch.setattr(GubaSpider, "recognise", stumble)
    assert outcome(post_page(2).encode()) == "changed_layout"


@pytest.mark.parametrize("status", [300, 302, 304])
def test_a_redirect_to_nowhere_is_moved(status: int) -> None:
    assert outcome(b"", status=status) == "moved"


def test_a_bomb_is_unpacked_up_to_the_limit_only() -> None:
    started = time.monotonic()
    assert unpack(bomb_bytes(), "gzip") == (b"", Damage.TOO_LARGE)
    assert time.monotonic() - started < 1
    just = b"x" * (DOWNLOAD_MAXSIZE - 1)
    assert unpack(zlib.compress(just), "deflate") == (just, None)


@pytest.mark.parametrize("said", ["utf-8", "gbk", "iso-8859-1", "big5", "nonsense", None])
@pytest.mark.parametrize("is_in", ["utf-8", "gbk"])
def test_a_challenge_is_known_whatever_charset_the_header_says(
    said: str | None, is_in: str
) -> None:
    kind = f"text/html; charset={said}" if said else "text/html"
    body = "<html><head><title>身份核实</title></head><body></body></html>".encode(is_in)
    if (said, is_in) == ("big5", "gbk"):
        pytest.skip("GBK that says it is Big5 reads as Big5")
    assert outcome(body, Content_Type=kind) == "blocked"


def test_what_is_handed_on_is_what_was_recognised() -> None:
    fields = {"Content-Encoding": "gzip", "Content-Type": "text/html; charset=gbk", "Date": "now"}
    response = HtmlResponse(NEWS, headers=fields, body=gzip.compress("茅台\\".encode()))
    readable = plain(response)
    assert isinstance(readable, HtmlResponse)
    assert (readable.text, damage_of(readable)) == ("茅台\\", None)
    assert (readable.headers.get("Date"), readable.headers.get("Content-Encoding")) == (
        b"now",
        None,
    )
    assert plain(readable).text == readable.text
    cut = plain(response.replace(body=response.body[:-12]))
    assert damage_of(plain(cut)) is Damage.CUT_OFF


def test_cookies_are_not_archived() -> None:
    fields = {"Set-Cookie": ["qgqp_b_id=1", "st_si=2"], "set-cookie2": "x", "Server": "Tengine"}
    assert header_fields(Response(NEWS, headers=fields)) == [("Server", "Tengine")]


SLOW = [
    "<title>" + " " * 9_000,
    "<title" * 1_500,
    "<title>" * 1_400,
    "<title " + " " * 9_000,
]


@pytest.mark.parametrize("text", SLOW)
def test_no_page_makes_looking_for_a_challenge_slow(text: str) -> None:
    started = time.monotonic()
    assert not is_challenge(NEWS, text)
    assert time.monotonic() - started < 0.5


HOSTILE_DATA = [
    '{"re":' + "[" * 100_000,
    '{"re":[{"post_id":' + "9" * 5_000 + "}]}",
    '{"re":[{"post_id":1,"post_type":0,"user_id":"1","post_publish_time":"0001-01-01 00:00:00"}]}',
    '{"re":[{"post_id":1,"post_type":0,"user_id":"1","post_publish_time":"9999-12-31 23:59:59"}]}',
    '{"re":[{"post_id":1e400,"post_type":0}]}',
    '{"re":[[],null,7]}',
    '{"re":{"a":1}}',
    '{"re":NaN}',
    "{",
]


@pytest.mark.parametrize("data", HOSTILE_DATA, ids=lambda data: data[:60])
def test_hostile_data_in_a_list_is_no_crash(data: str) -> None:
    page = TextResponse(NEWS, body=f"<script>var article_list={data};</script>".encode())
    try:
        rows = read_bar_list(page.text, "600519").rows
    except ChangedLayout:
        return
    assert all(one.published_at and one.published_at.utcoffset() for one in rows)


def test_a_table_that_never_ends_is_searched_once() -> None:
    text = '<tr class="listitem">' * 20_000 + "var article_list={};"
    started = time.monotonic()
    assert read_bar_list(text, "600519").rows == ()
    assert time.monotonic() - started < 1
    with pytest.raises(ChangedLayout):
        embedded_json("var article_list=", "article_list")


def listed(*post_ids: int, count: int | None) -> ListPage:
    """A page of posts of the 27th, but for those from 90 on, which are older."""
    text = list_page([row(n, f"03-2{5 if n >= 90 else 7} 20:00:00") for n in post_ids])
    return replace(read_bar_list(text, "600519"), claimed=count)


OLD = (90, 91, 92, 93, 94)


@pytest.mark.parametrize(
    ("pages", "steps", "ended"),
    [
        # Nothing moves; new posts push down.
        ([listed(1, 2, count=9), listed(3, *OLD, count=9)], [False, False], "passed"),
        ([listed(1, 2, count=9), listed(2, 3, *OLD, count=10)], [False, False], "passed"),
        # One was deleted after page 1 was read: row 3 has moved up to it.
        (
            [listed(1, 2, count=9), listed(4, *OLD, count=8), listed(1, 3, count=8)],
            [False, True, False],
            "passed",
        ),
        # Not yet past the day: page 2 is walked again, and shows nothing new.
        (
            [
                listed(1, 2, count=9),
                listed(4, 5, count=8),
                listed(1, 3, count=8),
                listed(4, 5, count=8),
                listed(6, *OLD, count=8),
            ],
            [False, True, False, False, False],
            "passed",
        ),
        # Deletions seem to bring the list to its end, but one row was never shown.
        (
            [listed(1, 2, count=4), listed(4, count=3), listed(1, 3, count=3)],
            [False, True, False],
            "whole list",
        ),
        # A repeated page is one, whatever was walked again before it.
        (
            [
                listed(1, 2, count=9),
                listed(4, 5, count=8),
                listed(1, 3, count=8),
                listed(4, 5, count=8),
                listed(4, 5, count=8),
            ],
            [False, True, False, False, False],
            "repeated page",
        ),
        # No count, no word of deletions.
        ([listed(1, 2, count=9), listed(3, *OLD, count=None)], [False, False], "passed"),
        ([listed(1, 2, count=None), listed(3, *OLD, count=9)], [False, False], "passed"),
    ],
)
def test_a_list_whose_count_falls_while_it_is_walked_is_looked_at_again(
    pages: list[ListPage], steps: list[bool], ended: str
) -> None:
    walk = Walk("600519", date(2025, 3, 26), 50)
    found = []
    for page in pages:
        assert walk.ended is None
        walk.take(page, NIGHT_AT)
        found.append(walk.is_pulled_up)
    assert (found, walk.ended) == (steps, ended)


def test_a_count_that_always_falls_is_no_reason_to_go_round_for_ever() -> None:
    walk = Walk("600519", date(2025, 3, 26), 50)
    taken = [walk.take(listed(n, count=900 - n), NIGHT_AT) for n in range(1, 20)]
    assert all(len(rows) == 1 for rows in taken)
    assert (walk.n_back, walk.is_pulled_up, walk.ended) == (MOST_STEPS_BACK, False, None)


@pytest.mark.parametrize("how", ["bomb", "astray"])
def test_without_a_robots_txt_that_can_be_read_nothing_is_asked_for(
    tmp_path: Path, how: str
) -> None:
    with playing(Faults(), "127.0.0.2") as canary, playing(Faults()) as site:
        away = redirect(f"{canary.origin}/robots.txt")
        site.guba("/robots.txt", bomb() if how == "bomb" else away)
        plan = plan_for(tmp_path, Site(origin=site.origin))
        run = run_plan(tmp_path, plan)
    assert (site.paths(), canary.n_connections) == (["/robots.txt"], 0)
    assert set(run.states().values()) == {"failed"}
    assert "robots.txt cannot be had" in next(iter(run.reasons()))


def test_a_request_to_elsewhere_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    """As a known post may carry an address that some page once said."""
    urls = ["http://127.0.0.2:9/", "file:///etc/passwd", "https://evil.example/", f"{GUBA}:81/x"]
    posts = tuple(KnownPost(str(n), "600519", url=url) for n, url in enumerate(urls))
    with playing(Faults()) as site:
        plan = plan_for(tmp_path, Site(origin=site.origin), targets=(), posts=posts)
        run = run_plan(tmp_path, plan)
    assert (site.n_connections, run.code) == (0, 0)
    assert run.visits() == [(str(n), "moved") for n in range(len(urls))]
    refused = [json.loads(one.body)["error"] for one in run.records if one.visit]
    assert all(text.startswith("NotOurs: ") for text in refused)


RESOLVED = """
import sys
from twisted.internet import reactor
from twisted.web.client import Agent
from spiders.addresses import PublicResolver
PublicResolver(reactor, 10, 5.0).install_on_reactor()
asked = Agent(reactor).request(b"GET", sys.argv[1].encode())
asked.addBoth(lambda end: (print(type(getattr(end, "value", end)).__name__), reactor.stop()))
reactor.run()
"""


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_nothing_is_sent_to_a_name_that_leads_into_our_network(host: str) -> None:
    with playing(Faults()) as site:
        url = site.origin.replace("127.0.0.1", host)
        command = [sys.executable, "-W", "ignore", "-c", RESOLVED, url]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert (done.stdout.strip(), site.n_connections) == ("DNSLookupError", 0)
    assert settings_for(plan_for(Path("x"), delay_s=3.0))["TWISTED_DNS_RESOLVER"] == (
        "spiders.addresses.PublicResolver"
    )
