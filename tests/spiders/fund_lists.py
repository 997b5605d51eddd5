"""Look-alikes of the public lists of funds: our own funds, the sites' forms."""

import json
from collections.abc import Mapping, Sequence

# Code and official name: a bond of each class, an ETF with its feeder, an LOF.
NAMES = {
    "000307": "易方达黄金ETF联接A",
    "002963": "易方达黄金ETF联接C",
    "159934": "易方达黄金ETF",
    "161130": "易方达纳斯达克100ETF联接(QDII-LOF)A(人民币)",
    "990001": "海棠稳健债券A",
    "990002": "海棠稳健债券C",
    "990003": "海棠远见混合A",
    "990004": "海棠远见混合C",
    "990005": "海棠碳中和主题混合A",
    "990006": "海棠先进制造智选混合发起A",
}
ETFS = {"159934": "黄金ETF易方达", "510990": "海棠ETF", "510991": "海棠红利ETF"}


def script(names: Mapping[str, str] = NAMES, encoding: str = "utf-8-sig") -> bytes:
    """fundcode_search.js; the site has sent a byte order mark and none."""
    rows = [[code, "HT", name, "混合型-偏股", "HAITANG"] for code, name in names.items()]
    return f"var r = {json.dumps(rows, ensure_ascii=False)};".encode(encoding)


def quotes(names: Mapping[str, str], total: int | None = None, callback: str = "") -> str:
    """One page of quotes; `total` is the number of all rows, by default of these."""
    rows = [
        {"f12": code, "f13": 1 if code.startswith("5") else 0, "f14": name}
        for code, name in names.items()
    ]
    data = {"total": len(rows) if total is None else total, "diff": rows}
    said = json.dumps({"rc": 0, "rt": 6, "data": data}, ensure_ascii=False)
    return f"{callback}({said});" if callback else said


def pages(names: Mapping[str, str], n_rows: int) -> Sequence[str]:
    """The pages of a list of quotes, so many rows on each."""
    rows = sorted(names.items())
    begins = range(0, len(rows), n_rows)
    return [quotes(dict(rows[n : n + n_rows]), len(rows)) for n in begins]
