"""Which characters stand side by side in a text: a quick look for what cannot be in it."""


def pairs(text: str) -> set[int]:
    """A number for every two neighbours; two texts have a number in common only with a pair.

    Five times as fast as a set of strings. Neighbours are those of UTF-16.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    return {*_numbers(units), *_numbers(units[2:])}


def _numbers(units: bytes) -> memoryview:
    return memoryview(units[: len(units) // 4 * 4]).cast("I")
