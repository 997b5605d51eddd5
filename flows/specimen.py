"""Five real rows for the README: the fund mentions of the sample's specimen post."""

from flows.folder import SAMPLE
from flows.linkers import reference_linker
from spiders.clock import SHANGHAI
from spiders.warcread import read_warc
from transforms.capture import Capture
from transforms.day import build_day
from transforms.reading import capture_row

_URL = "https://guba.eastmoney.com/news,cjpl,1530761386.html"
_COLUMNS = ("code", "share_class", "currency", "company", "zone", "name_at_date")
_N_ROWS = 5


def specimen_rows() -> str:
    """The rows as a Markdown table, the day of the partition first."""
    record = next(record for record in read_warc(SAMPLE / "night.warc.gz") if record.url == _URL)
    capture = Capture(
        capture_id=record.record_id,
        url=record.url,
        fetched_at=record.at.astimezone(SHANGHAI),
        status=record.status,
        headers={name.lower(): value for name, value in record.fields},
        body=record.body,
        source="guba",
        outcome="post",
    )
    row = capture_row(capture)
    day = row["published_date"]
    tables = build_day(day, [row], [], reference_linker())
    mentions = [one for one in tables["fund_mentions"].to_pylist() if one["zone"] == "tail"]
    head = ["date", "post_id", *_COLUMNS]
    lines = [head, ["---"] * len(head)]
    lines += [
        [str(day), mention["post_id"], *(str(mention[name] or "") for name in _COLUMNS)]
        for mention in mentions[:_N_ROWS]
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
