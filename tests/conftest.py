"""What all tests share."""

import pytest

# The first process collects the sample's nights, which other files wait for; meanwhile the others
# take long files that need none (of 3:06, 20 s were spent waiting).
_FIRST = (
    "tests/flows/test_cli.py",
    "tests/transforms/linking/test_real_sets.py",
    "tests/spiders/test_resume.py",
    "tests/spiders/test_polite.py",
    "tests/flows/test_publishing.py",
    "tests/flows/test_collect.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    file = item.nodeid.partition("::")[0]
    return _FIRST.index(file) if file in _FIRST else len(_FIRST)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    # gzip writes the second into its bytes, and all processes of a run must find the same tests.
    return argname if isinstance(val, bytes) else None
