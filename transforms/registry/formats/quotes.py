"""Pages of quotes of traded funds, as Eastmoney's tables of the market ask for them (clist)."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from transforms.registry.formats.lines import BadList, Line, decoded
from transforms.registry.formats.listed import EXCHANGE
from transforms.registry.formats.reading import ReadList, of_lines

# cb({"rc":0,"data":{"total":1629,"diff":[{"f12":"159915","f13":0,"f14":"创业板ETF"},…]}});
_JSONP = re.compile(r"\s*[\w.$]+\((?P<json>.*)\)\s*;?\s*", re.DOTALL)
_EXCHANGES = {0: "sz", 1: "sh"}


def read_quotes(pages: Iterable[bytes], seen_on: date) -> ReadList:
    """What the pages of one list say, in their order; BadList where they are not all of it.

    A row may stand on two pages: the list moves while it is read. Pages after its last are left.
    """
    cells: dict[tuple[str, ...], Line] = {}
    codes: set[str] = set()
    n_all = None
    for number, page in enumerate(pages, 1):
        n_all, rows = _page(number, page)
        for row in rows:
            line = _line(len(cells) + 1, row)
            cells.setdefault(tuple(line.cells.values()), line)
            codes.add(line.get("code"))
        if len(codes) >= n_all:
            break
    if n_all is None or len(codes) < n_all:
        raise BadList(f"{len(codes)} of {n_all} quotes came: get the list again")
    return of_lines(EXCHANGE, list(cells.values()), seen_on)


def _page(number: int, page: bytes) -> tuple[int, list[Any]]:
    text = decoded(page)
    found = _JSONP.fullmatch(text)
    try:
        data = json.loads(found["json"] if found else text)["data"]
        return int(data["total"]), list(data["diff"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadList(f"page {number} holds no quotes: get it again") from error


def _line(number: int, row: Any) -> Line:
    try:
        exchange = _EXCHANGES[row["f13"]]
        cells = {"code": str(row["f12"]), "exchange": exchange, "short_name": str(row["f14"])}
    except (KeyError, TypeError) as error:
        raise BadList(f"row {number} of the quotes is none of a traded fund") from error
    return Line(number, cells)
