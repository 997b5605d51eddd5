"""The registry of the real lists of ../shared, brought in as a user would, and its linker."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.folder import DataFolder
from flows.importing_lists import import_lists
from flows.linkers import linker_of
from flows.registry import registry_of
from transforms.linking.linker import Linker

LISTS = Path(__file__).parents[4] / "shared" / "data" / "registry"
# Days are those of INDEX.md beside the lists; None: the file tells its own.
SEEN_ON = {
    "fund_name_history.csv": None,
    "funds_em_20250813.csv": None,
    "funds_current.csv": None,
    "funds_em_20260623.csv": None,
    "exchange_funds_tushare_20250420.csv": None,
    "exchange_short_name_history.csv": None,
    "etf_exchange_20260815.csv": None,
    "index_cn_20260512.csv": None,
    "index_secid_20260407.csv": None,
    "stocks_a.csv": date(2026, 7, 21),
    "stocks_hk.csv": date(2025, 2, 28),
    "aliases_from_cashtags.csv": date(2026, 8, 15),
}


@cache
def real_linker() -> Linker:
    """The linker of all real lists and the committed reference."""
    with TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        for name, seen_on in SEEN_ON.items():
            import_lists(data, [LISTS / name], seen_on)
        return linker_of(registry_of(data))
