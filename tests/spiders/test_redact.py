import gzip
import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from spiders.bare import forms, shingles
from spiders.lists import read_bar_list
from spiders.masks import Masked, Subject, mask
from spiders.outcomes import Outcome
from spiders.ownership import MASK
from spiders.redact import members, page_of, rewrite, with_page, with_tombstone
from spiders.visits import Visit
from spiders.warcfile import WarcFile, stable_id
from spiders.warcread import Archived, read_warc

AT = datetime(2025, 3, 27, 17, 30, tzinfo=UTC)
OURS, THEIRS = 1530000001, 1530000002
SUBJECT = Subject(frozenset({str(OURS)}))
TITLE = "缩量之后 & 等一个<方向>的人"
TEXT = "今天\n把“底仓”再减一半，\\ 明天看量。"
OTHERS = "别人的标题，与此无关的一行"


def row(post_id: int, title: str, **more: Any) -> dict[str, Any]:
    return {
        "post_id": post_id,
        "post_title": title,
        "stockbar_code": "600519",
        "stockbar_name": "贵州茅台吧",
        "user_id": "7001002003",
        "user_nickname": "山里的老张先生",
        "post_publish_time": "2025-03-27 21:04:53",
        "post_last_time": "2025-03-27 22:00:00",
        "post_type": 0,
    } | more


def hot(post_id: int, title: str, content: str) -> dict[str, Any]:
    flat = row(post_id, title, post_content=content, post_guba={"stockbar_code": "600519"})
    user = {"user_id": flat.pop("user_id"), "user_nickname": flat.pop("user_nickname")}
    return flat | {"post_user": user}


def table_row(one: dict[str, Any]) -> str:
    title = html.escape(one["post_title"])
    return (
        f'<tr class="listitem"><td><div class="read">12</div></td><td><div class="title">'
        f'<a data-postid="{one["post_id"]}" title="{title}" '
        f'href="/news,600519,{one["post_id"]}.html">{title}</a></div></td><td><div class="author">'
        f'<a href="//i.eastmoney.com/7001002003">山里的老张先生</a></div></td></tr>'
    )


def list_page(rows: list[dict[str, Any]], hots: list[dict[str, Any]], is_ascii: bool) -> str:
    listed = json.dumps({"re": rows, "count": 2, "x": 1}, ensure_ascii=is_ascii)
    other = json.dumps({"re": hots}, ensure_ascii=is_ascii).replace("/", r"\/")
    table = "".join(map(table_row, rows))
    return (
        f"<html><table>{table}</table><script>var article_list={listed};    "
        f"var other_list={other.replace('null', 'undefined')};</script></html>"
    )


def masked(text: str, subject: Subject = SUBJECT, is_list: bool = True) -> Masked:
    found = mask(text, subject, is_list)
    assert found is not None
    return found


@pytest.mark.parametrize("is_ascii", [False, True])
def test_a_list_loses_the_posts_words_and_nothing_else(is_ascii: bool) -> None:
    rows = [row(OURS, TITLE), row(THEIRS, OTHERS)]
    hots = [hot(OURS, TITLE, TEXT), hot(THEIRS, OTHERS, OTHERS * 3)]
    page = list_page(rows, hots, is_ascii)
    assert SUBJECT.mention.search(page)
    result = masked(page)
    assert result.is_proved
    for form in forms(result.text):
        assert not any(said in form for said in ["等一个", "底仓", "再减一半"])
    before, after = read_bar_list(page, "600519"), read_bar_list(result.text, "600519")
    kept = replace(before.rows[0], title=MASK, author_id=MASK)
    assert after.rows == (kept, before.rows[1])
    assert after.hot_rows == before.hot_rows
    assert result.text.count("山里的老张先生" if not is_ascii else r"\u5c71\u91cc") > 0
    assert table_row(rows[1]) in result.text
    again = masked(result.text)
    assert (again.text, again.is_proved) == (result.text, True)


def test_a_repost_loses_what_it_carries_and_keeps_its_own_words() -> None:
    own = "转一篇，写得比我明白多了，都来看看"
    carried = {
        "source_post_id": OURS,
        "source_post_title": TITLE,
        "source_post_content": TEXT,
        "source_post_user_nickname": "山里的老张先生",
        "source_publish_time": "2025-03-27 21:04:53",
    }
    post = row(THEIRS, OTHERS, post_content=own, **carried)
    shown = f'<div class="newstext">{own}</div><p class="source_text">{html.escape(TEXT)}</p>'
    page = f"<html>{shown}<script>var post_article={json.dumps(post)};</script></html>"
    result = masked(page, is_list=False)
    assert result.is_proved
    assert result.quoting == {str(THEIRS)}
    assert own in result.text
    assert "再减一半" not in "".join(forms(result.text))
    said = json.loads(re.findall(r"post_article=(.*);</script>", result.text)[0])
    lost = {key: MASK for key in carried if key not in ("source_post_id", "source_publish_time")}
    assert said == post | lost


@pytest.mark.parametrize(
    ("page", "is_list", "why"),
    [
        (f"<p>{THEIRS}</p>", True, "another post"),
        (f"<p>9{OURS}</p>", True, "a longer number"),
        (f'<a href="/news,1,{OURS}.html">{TITLE}</a>', False, "a link in another's post"),
    ],
)
def test_a_page_that_does_not_show_the_post_is_left_alone(
    page: str, is_list: bool, why: str
) -> None:
    assert mask(page, SUBJECT, is_list) is None, why


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (f'var article_list={{"re":[{{"post_id":{OURS},"post_title":"' + TITLE, "data cut off"),
        (
            f"<script>var a={json.dumps([row(OURS, '等一个方向的人')])};</script>"
            + "".join(f"&#{ord(char)};" for char in "等一个方向的人"),
            "spelled in another way",
        ),
        (f"<i>{OURS}</i><p>{TEXT}</p>", "known text where no structure tells"),
    ],
)
def test_what_cannot_be_proved_is_said(page: str, why: str) -> None:
    subject = replace(SUBJECT, shingles=frozenset(shingles(TEXT)))
    assert not masked(page, subject).is_proved, why


@pytest.mark.parametrize("bomb", ["[" * 100_000, "9" * 5_000], ids=["nest", "number"])
def test_data_that_nobody_can_read_proves_nothing(bomb: str) -> None:
    said = f'<script>var post_list = {{"post_id": {OURS}, "x": {bomb}'
    masked = mask(said, SUBJECT, is_list=True)
    assert masked is not None
    assert not masked.is_proved


def test_a_feed_keeps_the_entry_without_its_words() -> None:
    entries = "".join(
        f"<item><title>{html.escape(title)}</title><link>https://blog.example/{n}.html</link>"
        f"<pubDate>Thu, 27 Mar 2025 21:04:53 +0800</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        for n, title, text in [(1, TITLE, TEXT), (2, OTHERS, OTHERS)]
    )
    subject = Subject(frozenset({"/1.html"}), frozenset(shingles(TEXT)))
    result = masked(f"<rss>{entries}</rss>", subject)
    assert result.is_proved
    assert result.text.count(MASK) == 2
    assert result.text.count("Thu, 27 Mar 2025 21:04:53 +0800") == 2
    assert entries[entries.index("</item>") :] in result.text


def seal(raw: Path, bodies: list[tuple[bytes, dict[str, str]]]) -> Path:
    file = WarcFile(raw / "date=2025-03-28" / "guba-x.warc.gz")
    file.info({"software": "test"}, AT, stable_id("info"))
    for n, (body, headers) in enumerate(bodies):
        visit = Visit("guba", "post", "nightly", "600519", str(OURS + n), Outcome.POST)
        url = f"https://guba.eastmoney.com/news,600519,{OURS + n}.html"
        file.response(url, 200, list(headers.items()), body, visit, AT, stable_id(n))
    return file.close()


def bury(record: Archived) -> Archived | None:
    if record.visit is None or record.visit.native_id != str(OURS):
        return None
    return with_tombstone(record, {"redacted_at": "now"}, Outcome.REDACTED)


def test_a_rewritten_segment_differs_in_that_record_alone(tmp_path: Path) -> None:
    segment = seal(tmp_path, [(TEXT.encode(), {}), (b"two", {}), (b"three", {})])
    before = list(members(segment))
    assert rewrite(segment, bury, lambda span: False) == 1
    after = list(members(segment))
    assert [span for _, span in after[:1] + after[2:]] == [
        span for _, span in before[:1] + before[2:]
    ]
    was, now = before[1][0], after[1][0]
    assert was is not None
    assert now is not None
    assert (now.record_id, now.at, now.url, now.status) == (was.record_id, was.at, was.url, 200)
    assert now.visit == was.visit.ended(Outcome.REDACTED) if was.visit else False
    assert json.loads(now.body) == {"redacted_at": "now"}
    assert [path.name for path in segment.parent.iterdir()] == [segment.name]


def test_a_segment_without_the_post_is_not_touched(tmp_path: Path) -> None:
    segment = seal(tmp_path, [(b"one", {})])
    stat = segment.stat()
    assert rewrite(segment, lambda record: None, lambda span: True) == 0
    assert segment.stat() == stat


@pytest.mark.parametrize("is_dropped", [True, False])
def test_a_damaged_span_goes_only_where_it_must(tmp_path: Path, is_dropped: bool) -> None:
    segment = seal(tmp_path, [(b"one", {}), (b"two", {}), (b"three", {})])
    spans = [span for _, span in members(segment)]
    torn = spans[2][:-30]
    segment.write_bytes(b"".join([*spans[:2], *spans[3:], torn]))
    assert rewrite(segment, bury, lambda span: is_dropped) == 1 + is_dropped
    left = [span for record, span in members(segment) if record is None]
    assert left == ([] if is_dropped else [torn])
    assert [record.body for record in read_warc(segment)][2] == b"three"


@pytest.mark.parametrize(
    ("charset", "pack", "encoding"),
    [("utf-8", None, None), ("gb18030", None, None), ("gb18030", gzip.compress, "gzip")],
)
def test_a_page_goes_back_as_it_was_packed(
    tmp_path: Path, charset: str, pack: Any, encoding: str | None
) -> None:
    body = TEXT.encode(charset)
    headers = {"Content-Length": "9", "Content-Type": "text/html; charset=utf-8"}
    headers |= {"Content-Encoding": encoding} if encoding else {}
    segment = seal(tmp_path, [(pack(body) if pack else body, headers)])
    record = list(read_warc(segment))[1]
    text, used = page_of(record) or ("", "")
    assert (text, used) == (TEXT, charset)
    other = with_page(record, f"{text}…", used, "2026-11-22T00:00:00+00:00")
    assert page_of(other) == (f"{TEXT}…", charset)
    named = dict(other.fields)
    assert named["X-Guandian-Redacted"] == "2026-11-22T00:00:00+00:00"
    assert "Content-Length" not in named
    assert named.get("Content-Encoding") == encoding
