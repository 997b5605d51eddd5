"""The real labelled sets, where this machine has them, linked by the registry of the real lists.

They are other people's texts and lists and do not go into this repository: this skips without.
Floors are those that were promised, not what was reached: nothing here is tuned on.
"""

import re

import pytest

from tests.transforms.linking.real_registry import LISTS, NAMES, real_linker
from tests.transforms.linking.real_sets import score, set_rows
from tests.transforms.linking.verdicts import verdicts

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="no real sets beside the repository")

FLOORS = {
    "fund_gold": {"recall": 0.93, "sole": 0.80, "precision": 0.95},
    "ambiguous": {"precision": 0.95},
    "bare_code": {"recall": 1.0},
    "cashtag_stripped": {"recall": 0.90},
    "name_code": {"recall": 0.90},
    "natural_bare": {"recall": 0.90},
}
MOST_TRAPPED = 1


# Promised and not kept: 16 of 18, for two labels call the index 创业板 by the code of an ETF.
NOT_KEPT = pytest.mark.xfail(reason="创业板指数 is labelled as the ETF 159915", strict=True)
CASES = [pytest.param(name, marks=NOT_KEPT if name == "natural_bare" else ()) for name in FLOORS]


@pytest.mark.parametrize("name", CASES)
def test_a_real_set_is_linked_as_well_as_was_promised(name: str) -> None:
    rows = set_rows(real_linker(NAMES), name)
    said = score(rows)
    told = {key: float(value) for key, value in re.findall(r"(\w+) ([\d.]+)", said)}
    assert [key for key, floor in FLOORS[name].items() if told[key] < floor] == [], said
    assert told["traps"] <= MOST_TRAPPED, said
    if name == "bare_code":
        assert [str(one) for row in rows for one in verdicts(row) if one.kind == "stolen"] == []
