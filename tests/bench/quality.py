"""What comes out of the same pages by our way and by others', side by side."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tests.bench import ours
from tests.bench.lookalike import Sample
from tests.bench.peers.peer import Peer
from tests.bench.score import Extracted, Score, mean_f1, score

OURS = "guandian"
HEAD = (
    f"{'':16} {'F1':>6} {'P':>6} {'R':>6} {'<.5':>4} {'leak %':>7} {'lost %':>7} "
    f"{'by rule':>7} {'posts':>6} {'title':>6} {'minute':>6} {'empty':>6} {'errors':>6}"
)


def tables(samples: Sequence[Sample], peers: Sequence[Peer]) -> Iterator[str]:
    """A table over all pages, then the F1 of each layout; a peer that is missing is said."""
    results = {OURS: [ours.extracted(one) for one in samples]}
    present = [peer for peer in peers if not peer.missing]
    results |= {peer.name: [peer.ask(one)[0] for one in samples] for peer in present}
    scores = {name: _scores(samples, found) for name, found in results.items()}
    yield HEAD
    for name, found in results.items():
        yield _row(name, scores[name], sum(bool(one.error) for one in found))
    yield from (f"{peer.name:16} not there: {peer.missing}" for peer in peers if peer.missing)
    yield ""
    yield from _by_layout(samples, scores)


def _scores(samples: Sequence[Sample], found: Sequence[Extracted]) -> list[Score]:
    return [score(one.truth, said) for one, said in zip(samples, found, strict=True)]


def _row(name: str, scores: Sequence[Score], n_errors: int) -> str:
    given = [one for one in scores if not one.is_empty]
    precision = sum(one.precision for one in given) / max(1, len(given))
    n_paragraphs = max(1, sum(one.n_paragraphs for one in scores))
    lost = sum(one.n_lost for one in scores) / n_paragraphs
    by_rule = sum(one.n_by_rule for one in scores) / n_paragraphs
    return (
        f"{name:16} {mean_f1(scores):6.3f} {precision:6.3f} {_share(scores, 'recall'):6.3f} "
        f"{sum(one.f1 < 0.5 for one in scores):4} "
        f"{100 * sum(bool(one.leaks) for one in scores) / len(scores):7.1f} {100 * lost:7.2f} "
        f"{100 * by_rule:7.2f} {sum(one.n_lost > 0 for one in scores):6} "
        f"{_share(scores, 'is_title_right'):6.2f} {_share(scores, 'is_minute_right'):6.2f} "
        f"{sum(one.is_empty for one in scores):6} {n_errors:6}"
    )


def _share(scores: Sequence[Score], name: str) -> float:
    known = [float(value) for one in scores if (value := getattr(one, name)) is not None]
    return sum(known) / max(1, len(known))


def _by_layout(samples: Sequence[Sample], scores: dict[str, list[Score]]) -> Iterator[str]:
    layouts = [layout for layout, _ in groupby(one.layout for one in samples)]
    yield f"{'F1 by layout':16} " + " ".join(f"{layout:>10}" for layout in layouts)
    for name, each in scores.items():
        own = [
            mean_f1([one for page, one in zip(samples, each, strict=True) if page.layout == layout])
            for layout in layouts
        ]
        yield f"{name:16} " + " ".join(f"{one:10.3f}" for one in own)
