"""The house rules that no other tool holds: sizes, names, docstrings, what lies where."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("spiders", "transforms", "flows")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager"}
# What README, CONTRIBUTING and the design name.
ROOT_ENTRIES = {
    *LAYERS,
    *("data", "tests", ".ci"),
    *("pyproject.toml", "prefect.yaml"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
    *(".gitignore", ".gitattributes", ".pre-commit-config.yaml", ".python-version"),
}
# In pieces, so that this file does not hold what it looks for. A path begins where no word ends:
# the sites' own addresses hold `fd_guba_web2022/work/list.css`.
MACHINE_PATH = re.compile(r"(?<![\w.-])/" + r"(?:work|root|tmp)/")
PACKAGE_INDEX = re.compile(r"pypi" + r"\.org|python" + r"hosted")


@cache
def tracked() -> tuple[str, ...]:
    """The files that git keeps, relative to the root."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git here, or no checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(name for name in listed.stdout.split("\0") if (ROOT / name).is_file())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    limit = 120 if path.parent == ROOT / "spiders" / "sources" else 250
    assert len(text.splitlines()) <= limit, f"split {named(path)}: {limit} lines are the limit"
    assert ast.get_docstring(ast.parse(text)), f"{named(path)} begins without a docstring"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_are_short(path: Path) -> None:
    long = [f"{name}: {n_lines}" for name, n_lines in functions(path) if n_lines > 40]
    assert not long, f"split into named steps in {named(path)}: {long}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_are_named_by_what_they_hold(path: Path) -> None:
    words = {
        word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")
    }
    assert not words & BANNED_NAMES


def test_the_root_holds_what_the_design_names() -> None:
    found = {name.split("/")[0] for name in tracked()}
    assert found <= ROOT_ENTRIES, f"not at home in the root: {sorted(found - ROOT_ENTRIES)}"
    assert set(LAYERS) < found


@pytest.mark.parametrize("pattern", [MACHINE_PATH, PACKAGE_INDEX], ids=["path", "index"])
def test_no_file_names_this_machine_or_a_package_index(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}: {match[0]}"
        for name in tracked()
        for match in pattern.finditer((ROOT / name).read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert not found, "a path or address of one machine: " + "; ".join(found[:10])


def test_what_is_looked_for_would_be_found() -> None:
    assert MACHINE_PATH.search("see /" + "tmp/x")
    assert MACHINE_PATH.search('"/' + 'root/a"')
    assert PACKAGE_INDEX.search("https://pypi" + ".org/simple")
