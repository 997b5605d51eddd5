"""One matcher in a process of its own: names in, how fast and how much it finds of them on stdout.

Runs in the environment of that matcher, without this project: `python matchers.py NAME FOLDER`,
the folder with `names.json` and `texts.json`. It finds names and no more: no dates, no share
classes, no codes, no context, so it has no answer to which fund is meant.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

Texts = Sequence[Any]
Find = Callable[[Any], int]  # a text in, how much is found out
FEW = 10_000
N_WARMING = 100
# jieba cuts all text into words, 0.1 million characters a second: asked a few posts only.
N_TEXTS = {"jieba": 1_000}
_STATUS, _CLEAR_REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_PEAK = "VmHWM:"


def measured(build: Callable[[], Find], texts: Texts) -> dict[str, Any]:
    """Seconds of CPU and MB of the building, then (seconds, number found) by number of texts."""
    gc.collect()
    forget_peak()
    before = peak_mb()
    began = time.process_time()
    find = build()
    for text in texts[:N_WARMING]:  # some parts are built when they are first asked for
        find(text)
    build_s = time.process_time() - began
    grown = peak_mb() - before
    runs = {size: _run(find, texts[:size]) for size in sizes(len(texts))}
    return {"build_s": build_s, "mb": grown, "runs": runs, "mb_run": peak_mb() - before}


def sizes(n_texts: int) -> list[int]:
    """How many texts are asked: a few and all, to see whether time grows with them."""
    return [FEW, n_texts] if n_texts > FEW else [n_texts]


def peak_mb() -> float:
    """The most memory that this process held since its peak was forgotten."""
    if _STATUS.exists():  # what getrusage says is at least what the parent held
        lines = _STATUS.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(_PEAK)) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def forget_peak() -> None:
    """From here on the peak is counted anew, where the system can: reading names took more."""
    with suppress(OSError):
        _CLEAR_REFS.write_text("5")


def _run(find: Find, texts: Texts) -> tuple[float, int]:
    gc.collect()
    began = time.process_time()
    n_found = sum(map(find, texts))
    return time.process_time() - began, n_found


def ahocorasick_rs(names: list[str]) -> Find:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    automaton = AhoCorasick(names, MatchKind.LeftmostLongest, True, Implementation.ContiguousNFA)
    return lambda text: len(automaton.find_matches_as_indexes(text))


def pyahocorasick(names: list[str]) -> Find:
    from ahocorasick import Automaton  # type: ignore[import-not-found]

    automaton = Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter_long(text))


def flashtext(names: list[str]) -> Find:
    from flashtext import KeywordProcessor  # type: ignore[import-not-found]

    keywords = KeywordProcessor(case_sensitive=True)
    keywords.set_non_word_boundaries([])  # else a name within Chinese text is none
    keywords.add_keywords_from_list(names)
    return lambda text: len(keywords.extract_keywords(text))


def jieba(names: list[str]) -> Find:
    import jieba  # type: ignore[import-not-found]

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    for name in names:
        jieba.add_word(name)
    known = frozenset(names)
    return lambda text: sum(1 for word in jieba.cut(text) if word in known)


MATCHERS: dict[str, Callable[[list[str]], Find]] = {
    "ahocorasick_rs": ahocorasick_rs,
    "pyahocorasick": pyahocorasick,
    "flashtext": flashtext,
    "jieba": jieba,
}


def main(name: str, folder: Path) -> None:
    """Write one line of JSON."""
    names = json.loads((folder / "names.json").read_text("utf-8"))
    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    texts = texts[: N_TEXTS.get(name, len(texts))]
    sys.stdout.write(json.dumps(measured(lambda: MATCHERS[name](names), texts)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
