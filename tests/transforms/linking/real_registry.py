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
NAMES = (
    "fund_name_history.csv",
    "exchange_short_name_history.csv",
    "etf_exchange_20260815.csv",
    "index_cn_20260512.csv",
)
# They tell types, companies and tracked indexes, and hardly a name that the others do not have.
FACTS = (
    "funds_em_20250813.csv",
    "funds_current.csv",
    "funds_em_20260623.csv",
    "exchange_funds_tushare_20250420.csv",
    "index_secid_20260407.csv",
)
# Their days are those of INDEX.md beside the lists.
UNDATED = {
    "stocks_a.csv": date(2026, 7, 21),
    "stocks_hk.csv": date(2025, 2, 28),
    "aliases_from_cashtags.csv": date(2026, 8, 15),
}


@cache
def real_linker(lists: tuple[str, ...] = NAMES + FACTS) -> Linker:
    """The linker of these real lists, of stocks and learned names, and the committed reference."""
    with TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        import_lists(data, [LISTS / name for name in lists])
        for name, seen_on in UNDATED.items():
            import_lists(data, [LISTS / name], seen_on)
        return linker_of(registry_of(data))
