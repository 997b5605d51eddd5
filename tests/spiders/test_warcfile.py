import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from spiders.clock import warc_instant
from spiders.outcomes import Outcome
from spiders.visits import Visit
from spiders.warcfile import WarcFile
from spiders.warcread import read_warc

AT = datetime(2025, 3, 27, 17, 30, 1, 5, tzinfo=UTC)
VISIT = Visit("guba", "post", "nightly", "600519", "1729359449", Outcome.POST)
URL = "https://guba.eastmoney.com/news,600519,{}.html"


def written(file: Path, n: int) -> Path:
    segment = WarcFile(file)
    segment.info({"software": "test"}, AT, str(uuid4()))
    for number in range(n):
        fields = [("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
        body = f"茅台{number}".encode() * 200
        segment.response(URL.format(number), 200, fields, body, VISIT, AT, str(uuid4()))
    note = {"error": "DownloadTimeoutError: 中"}
    segment.metadata(URL.format("x"), note, VISIT.ended(Outcome.TIMEOUT), AT, str(uuid4()))
    return segment.close()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    info, first, _, failure = read_warc(written(tmp_path / "a" / "s.warc.gz", 2))
    assert (info.kind, first.kind, failure.kind) == ("warcinfo", "response", "metadata")
    assert (first.url, first.status, first.at) == (URL.format(0), 200, AT)
    assert first.body == "茅台0".encode() * 200
    assert [value for name, value in first.fields if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert first.visit == VISIT
    assert failure.visit == VISIT.ended(Outcome.TIMEOUT)
    assert json.loads(failure.body) == {"error": "DownloadTimeoutError: 中"}


def test_every_record_is_a_gzip_member_that_can_be_read_alone(tmp_path: Path) -> None:
    file = written(tmp_path / "s.warc.gz", 3)
    for record in list(read_warc(file)):
        alone = next(read_warc(file, record.offset))
        assert (alone.record_id, alone.body) == (record.record_id, record.body)


def test_the_name_appears_only_when_the_file_is_sealed(tmp_path: Path) -> None:
    segment = WarcFile(tmp_path / "s.warc.gz")
    segment.info({}, AT, str(uuid4()))
    assert [one.name for one in tmp_path.iterdir()] == ["s.warc.gz.open"]
    assert [one.kind for one in read_warc(tmp_path / "s.warc.gz.open")] == ["warcinfo"]
    segment.close()
    assert [one.name for one in tmp_path.iterdir()] == ["s.warc.gz"]


def test_a_torn_tail_costs_the_torn_record_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = written(tmp_path / "s.warc.gz", 4)
    records = list(read_warc(whole))
    content, last = whole.read_bytes(), records[-1]
    torn = tmp_path / "torn.warc.gz.open"
    for size in range(last.offset, len(content), 7):
        torn.write_bytes(content[:size])
        kept = [one.record_id for one in read_warc(torn)]
        assert kept[:5] == [one.record_id for one in records[:5]]
        # Cut in the very end mark nothing of the record itself is lost.
        assert len(kept) == 5 or size > len(content) - 20
    assert "torn" in caplog.text or "damaged" in caplog.text


def test_a_body_that_no_longer_fits_its_digest_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = written(tmp_path / "s.warc.gz", 3)
    records = list(read_warc(whole))
    content, begin, end = whole.read_bytes(), records[2].offset, records[3].offset
    member = gzip.decompress(content[begin:end]).replace("茅台1".encode(), "茅台9".encode())
    whole.write_bytes(content[:begin] + gzip.compress(member) + content[end:])
    kept = [one.record_id for one in read_warc(whole)]
    assert kept == [one.record_id for n, one in enumerate(records) if n != 2]
    assert "damaged record" in caplog.text


def test_an_instant_keeps_its_microseconds() -> None:
    assert warc_instant(AT) == "2025-03-27T17:30:01.000005Z"


def test_a_visit_is_one_line_of_ascii() -> None:
    text = Visit("guba", "list", "nightly", "茅台吧").to_json()
    assert text.isascii()
    assert "\n" not in text
    assert Visit.from_json(text).target == "茅台吧"


def test_a_note_that_is_not_ours_leaves_the_record_without_a_visit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = written(tmp_path / "s.warc.gz", 1)
    plain = gzip.decompress(whole.read_bytes()).replace(b'"outcome":"post"', b'"outcome":"pest"')
    whole.write_bytes(plain)
    _, first, failure = read_warc(whole)
    assert (first.visit, failure.visit is not None) == (None, True)
    assert "visit note cannot be read" in caplog.text
