"""Starting the other extractors and asking them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bench.lookalike import Sample
from tests.bench.score import Extracted

CHILD = Path(__file__).with_name("child.py")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
UV_RUN = ["uv", "run", "--quiet", "--no-project", "--python", PYTHON]
CLEAN = "lxml_html_clean"
# What each needs beside Python.
NEEDS: dict[str, tuple[str, ...]] = {
    "trafilatura": ("trafilatura",),
    "readability": ("readability-lxml", CLEAN),
    "newspaper4k": ("newspaper4k[zh]", CLEAN),
    "gne": ("gne", CLEAN),
    "magic-html": (
        *("brotli", "chardet", "charset_normalizer", "lxml", "numpy", "py_asciimath", "urllib3"),
        CLEAN,
    ),
}
# Says that it needs 3.12, and runs on 3.11: taken without asking it.
WITHOUT_ASKING = {"magic-html"}


@dataclass
class Peer:
    """One extractor; `missing` says why it is not there, where it is not."""

    name: str
    missing: str = ""
    child: subprocess.Popen[str] | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        try:
            self._start()
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            self.missing = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.child and self.child.stdin:
            self.child.stdin.close()
            self.child.wait(30)
        self.stack.close()

    def ask(self, sample: Sample) -> tuple[Extracted, float]:
        """What it takes out of a page, and the CPU seconds of that."""
        said = self._said({"html": sample.text, "url": sample.capture.url})
        cpu_s = float(said.pop("cpu_s"))
        return Extracted(**said), cpu_s

    def _start(self) -> None:
        environment = dict(os.environ)
        if self.name in WITHOUT_ASKING:
            environment["PYTHONPATH"] = self.stack.enter_context(_package(self.name))
        packages = [word for need in NEEDS[self.name] for word in ("--with", need)]
        self.child = subprocess.Popen(
            [*UV_RUN, *packages, "python", str(CHILD), self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=tempfile.gettempdir(),
        )
        self._heard()

    def _said(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert self.child is not None
        assert self.child.stdin is not None
        self.child.stdin.write(json.dumps(asked) + "\n")
        self.child.stdin.flush()
        return self._heard()

    def _heard(self) -> dict[str, Any]:
        assert self.child is not None
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            raise ValueError("cannot be installed or ended early")
        heard: dict[str, Any] = json.loads(line)
        return heard


@contextmanager
def _package(name: str) -> Iterator[str]:
    """A folder with this one package, whatever Python it asks for."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["uv", "pip", "install", "--quiet", "--target", folder, "--no-deps"]
        subprocess.run([*command, "--python-version", "3.12", name], check=True)
        yield folder
