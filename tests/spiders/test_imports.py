import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from spiders.imports.attribution import Attribution
from spiders.imports.foreign_warc import dechunked, unbrotlied, wacz_pages, warc_pages
from spiders.imports.saved import ImportFailed, Saved
from spiders.imports.saved_pages import folder_pages, mirrored_url, stated_url
from spiders.imports.segments import digest_of, write_segments
from spiders.imports.xueqiu_export import export_posts
from spiders.outcomes import Outcome
from spiders.visits import Visit
from spiders.warcread import read_warc
from tests.spiders.foreign import AT, chunked, packed, write_wacz, write_warc
from tests.spiders.site import CHALLENGE, post_page

POST_URL = "https://guba.eastmoney.com/news,600519,2008.html"
SAVED_AT = datetime(2025, 3, 27, 17, 30, 1, tzinfo=UTC)
PAGE = post_page(2008).encode()
HOSTS = frozenset({"guba.eastmoney.com"})


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
@pytest.mark.parametrize("is_chunked", [True, False])
@pytest.mark.parametrize("name", ["other.warc.gz", "other.warc"])
def test_a_foreign_warc_is_read_whatever_its_encoding(
    tmp_path: Path, encoding: str, is_chunked: bool, name: str
) -> None:
    body = packed(PAGE, encoding)
    headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
    headers |= {"Transfer-Encoding": "chunked"} if is_chunked else {}
    sent = chunked(body) if is_chunked else body
    warc = write_warc(tmp_path / name, [(POST_URL, 200, sent, headers)])

    (page,) = warc_pages(warc)

    assert (page.url, page.at, page.status) == (POST_URL, SAVED_AT, 200)
    assert page.body == (PAGE if encoding == "br" else body)
    assert page.header("content-encoding") == ("gzip" if encoding == "gzip" else "")
    assert page.header("transfer-encoding") == ""


def test_a_body_that_only_says_it_is_chunked_or_brotli_stays() -> None:
    assert dechunked(PAGE) == PAGE
    assert unbrotlied(PAGE) == PAGE


def test_a_brotli_bomb_is_cut() -> None:
    import brotli

    bomb = brotli.compress(bytes(300 * 1024**2), quality=1)
    assert len(unbrotlied(bomb)) <= 64 * 1024**2


def test_a_wacz_gives_the_pages_of_all_its_archives(tmp_path: Path) -> None:
    urls = [POST_URL, POST_URL.replace("2008", "2009")]
    warcs = [
        write_warc(tmp_path / f"{n}.warc.gz", [(url, 200, PAGE, {})]) for n, url in enumerate(urls)
    ]
    wacz = write_wacz(tmp_path / "site.wacz", *warcs)

    assert [page.url for page in wacz_pages(wacz)] == urls
    (tmp_path / "broken.wacz").write_bytes(b"PK no zip")
    with pytest.raises(ImportFailed, match="no WACZ that can be read"):
        list(wacz_pages(tmp_path / "broken.wacz"))


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("mirror/guba.eastmoney.com/news,600519,1.html", POST_URL.replace("2008", "1")),
        ("guba.eastmoney.com/a%20b/c.html", "https://guba.eastmoney.com/a b/c.html"),
        ("elsewhere.example/news,600519,1.html", None),
        ("news,600519,1.html", None),
    ],
)
def test_a_mirror_says_the_address_by_its_folders(path: str, url: str | None) -> None:
    assert mirrored_url(Path(path), HOSTS) == url


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f"<!-- saved from url=(0048){POST_URL} --><html>", POST_URL),
        (f'<link rel="canonical" href="{POST_URL}"/>', POST_URL),
        (f"<link href='{POST_URL}' data-x='1' rel='canonical'>", POST_URL),
        (
            '<link rel=canonical href="//guba.eastmoney.com/a?b=1&amp;c=2">',
            "https://guba.eastmoney.com/a?b=1&c=2",
        ),
        (f'<meta property="og:url" content="{POST_URL}">', POST_URL),
        ('<link rel="canonical" href="/news,600519,1.html">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="file:///etc/passwd">', None),
        ('<link rel="canonical" href="http://[broken">', None),
        ("<p>saved from url=https://guba.eastmoney.com/</p>", None),
    ],
)
def test_a_page_says_its_own_address(head: str, url: str | None) -> None:
    assert stated_url(head.encode()) == url


def test_a_folder_gives_its_pages_by_name_and_time(tmp_path: Path) -> None:
    canonical = f'<link rel="canonical" href="{POST_URL}">'.encode()
    files = {"b.html": canonical + PAGE, "a/none.HTM": PAGE, "a/picture.png": b"x"}
    for name, content in files.items():
        file = tmp_path / "saved" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (SAVED_AT.timestamp(), SAVED_AT.timestamp()))

    pages = list(folder_pages(tmp_path / "saved", HOSTS))

    assert [(page.url, page.at) for page in pages] == [(None, SAVED_AT), (POST_URL, SAVED_AT)]
    (again,) = folder_pages(tmp_path / "saved" / "b.html", HOSTS, SAVED_AT)
    assert again == pages[1]


STATUS = {"id": 7, "user_id": 9, "created_at": 1743080693000, "text": "等回调"}


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (json.dumps({"count": 2, "statuses": [STATUS, {**STATUS, "id": 8}]}), ["7", "8"]),
        (json.dumps({"list": [STATUS]}), ["7"]),
        (json.dumps([[STATUS], {"statuses": [{**STATUS, "id": 8}]}]), ["7", "8"]),
        (json.dumps(STATUS), ["7"]),
        (f"{json.dumps(STATUS)}\n\n{json.dumps({**STATUS, 'id': 8})}\n", ["7", "8"]),
        ("\ufeff" + json.dumps([STATUS, {"ad": 1}, None]), ["7"]),
    ],
)
def test_an_export_gives_its_statuses(tmp_path: Path, content: str, ids: list[str]) -> None:
    file = tmp_path / "export.json"
    file.write_text(content, "utf-8")

    pages = list(export_posts(file, SAVED_AT))

    assert [page.visit.native_id for page in pages if page.visit] == ids
    assert pages[0].url == "https://xueqiu.com/9/7"
    assert json.loads(pages[0].body) == STATUS


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{}", "no Xueqiu status in it"),
        (b"not json", "neither JSON nor JSON lines"),
        (b'{"statuses": [{"id": 1}]}', "no Xueqiu status in it"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_file_that_is_no_export_says_so(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "export.json").write_bytes(content)
    with pytest.raises(ImportFailed, match=words):
        list(export_posts(tmp_path / "export.json", SAVED_AT))


def saved(url: str | None, **more: Any) -> Saved:
    page = {"body": PAGE, "fields": (("Content-Type", "text/html"),), **more}
    return Saved("11111111-1111-4111-8111-111111111111", url, SAVED_AT, **page)


@pytest.mark.parametrize(
    ("page", "ended"),
    [
        (saved(POST_URL), ("guba", "2008", Outcome.POST)),
        (saved(POST_URL.replace("https", "http")), ("guba", "2008", Outcome.POST)),
        (saved(POST_URL, body=CHALLENGE.encode()), ("guba", "2008", Outcome.BLOCKED)),
        (
            saved(POST_URL, status=302, fields=(("Location", "/error?type=2"),)),
            ("guba", "2008", Outcome.DELETED),
        ),
        (
            saved("https://caifuhao.eastmoney.com/news/20250327210453123456780", body=b"<html>"),
            ("caifuhao", "20250327210453123456780", Outcome.CHANGED_LAYOUT),
        ),
        (saved("https://guba.eastmoney.com/list,600519.html"), None),
        (saved("https://elsewhere.example/news,600519,2008.html"), None),
        (saved("mailto:a@b.example"), None),
        (saved(None), None),
    ],
)
def test_a_page_is_its_address_s_source_s(
    page: Saved, ended: tuple[str, str, Outcome] | None
) -> None:
    visit = Attribution().visit_of(page)
    assert (visit and (visit.source, visit.native_id, visit.outcome)) == ended
    assert visit is None or visit.acquisition == "import"


def test_a_page_of_our_own_archive_keeps_its_visit() -> None:
    note = Visit("guba", "post", "nightly", "600519", "2008", Outcome.DELETED)
    kept = Attribution().visit_of(saved("https://guba.eastmoney.com/error?type=2", visit=note))
    assert kept == Visit("guba", "post", "import", "600519", "2008", Outcome.DELETED)


@pytest.mark.parametrize("source", ["../../../elsewhere", "nobody", ""])
def test_a_note_of_no_source_of_ours_is_not_believed(tmp_path: Path, source: str) -> None:
    noted = saved(POST_URL, visit=Visit(source, "post", "nightly", None, "7", Outcome.POST))
    visit = Attribution().visit_of(noted)
    assert visit is not None
    assert (visit.source, visit.native_id) == ("guba", "2008")
    assert Attribution().visit_of(saved(None, visit=noted.visit)) is None


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(ImportFailed, match="no source 'gubba': choose one of caifuhao"):
        Attribution("gubba")


def test_segments_hold_what_came_under_the_day_it_was_saved(tmp_path: Path) -> None:
    pages = [saved(POST_URL), saved(None), saved(POST_URL)]
    held: list[str] = []

    done = write_segments(pages, Attribution(), tmp_path, "0123abcd", held.append)

    (segment,) = done.segments
    assert segment == tmp_path / "date=2025-03-28" / "guba-2025-03-28-import-0123abcd.warc.gz"
    _, record = read_warc(segment)
    assert (record.at, record.url, record.body) == (SAVED_AT, POST_URL, PAGE)
    assert record.visit == Visit("guba", "post", "import", None, "2008", Outcome.POST)
    assert (done.posts, held) == ({"guba": 1}, ["guba"])
    assert done.skipped == "1 pages are no post of a known source: a page without an address"
    before = segment.read_bytes()
    write_segments(pages, Attribution(), tmp_path, "0123abcd", held.append)
    assert segment.read_bytes() == before


def test_the_digest_tells_inputs_apart(tmp_path: Path) -> None:
    for name, content in (("a", "1"), ("b", "2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(content)
    one, other = digest_of([tmp_path / "a"]), digest_of([tmp_path / "b"])
    assert one != other
    assert digest_of([tmp_path / "a"]) == one


def test_the_instant_of_a_foreign_warc_is_read() -> None:
    assert datetime.fromisoformat(AT) == SAVED_AT
