"""What commands that filter lines have in common: standard input or a file, and a quiet end."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path


def filtered(file: Path | None, answers: Callable[[Iterable[bytes]], Iterator[bytes]]) -> None:
    """Write the answers to the lines of the file, or of standard input, each at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with file.open("rb") if file else sys.stdin.buffer as lines:
        try:
            for answer in answers(lines):
                sys.stdout.buffer.write(answer)
                sys.stdout.buffer.flush()
        except BrokenPipeError:
            _end_quietly()


def _end_quietly() -> None:
    """Whoever read along has seen enough; Python would complain once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
