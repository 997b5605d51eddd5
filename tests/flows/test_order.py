import itertools

import pytest

from flows.order import OrderError, in_order
from spiders.discover import sources

TO = {"fund": {"guba"}, "guba": {"caifuhao"}, "caifuhao": set[str](), "feed": set[str]()}


@pytest.mark.parametrize("given", list(itertools.permutations(TO)))
def test_who_hands_on_comes_first_in_whatever_order_given(given: tuple[str, ...]) -> None:
    ordered = in_order(given, TO)
    assert sorted(ordered) == sorted(TO)
    assert ordered.index("fund") < ordered.index("guba") < ordered.index("caifuhao")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("guba feed caifuhao", "guba feed caifuhao"),
        ("feed caifuhao guba", "feed guba caifuhao"),
        # Who stands between them is not collected.
        ("caifuhao fund", "caifuhao fund"),
        ("caifuhao", "caifuhao"),
        ("", ""),
    ],
)
def test_the_order_given_is_kept_where_nothing_is_handed_on(given: str, expected: str) -> None:
    assert in_order(given.split(), TO) == expected.split()


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        ({"a": {"b"}, "b": {"a"}, "c": set[str]()}, "a, b hand posts on in a ring"),
        ({"a": {"a"}}, "a hand posts on in a ring"),
    ],
)
def test_a_ring_is_refused(ring: dict[str, set[str]], words: str) -> None:
    with pytest.raises(OrderError, match=words):
        in_order(list(ring), ring)


def test_the_sources_that_there_are_form_no_ring() -> None:
    known = {name: spider.hands_on_to for name, spider in sources().items()}
    assert len(in_order(list(known), known)) == len(known)
    assert all(taker in known for takers in known.values() for taker in takers)
