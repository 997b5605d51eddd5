"""Building without the search for garbage."""

import gc

import pytest

from flows.garbage import without_gc


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_is_off_inside_and_as_it_was_after_an_error(was_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError), without_gc():
            _ = 1 / gc.isenabled()
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
