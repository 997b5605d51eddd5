"""The order of a night's sources: whoever hands posts on comes before who fetches them."""

from collections.abc import Mapping, Sequence, Set


class OrderError(Exception):
    """Raised for sources that hand posts on to each other in a ring; the message names them."""


def in_order(names: Sequence[str], hands_on_to: Mapping[str, Set[str]]) -> list[str]:
    """The sources as given, each moved behind all those that hand on to it."""
    left, ordered = list(names), list[str]()
    while left:
        ready = [name for name in left if not any(name in hands_on_to[one] for one in left)]
        if not ready:
            ring = ", ".join(left)
            raise OrderError(f"{ring} hand posts on in a ring: change hands_on_to of one of them")
        ordered.append(ready[0])
        left.remove(ready[0])
    return ordered
