"""The code in brackets behind an index's name: `沪深300（000300）` is no fund of that number."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.linking.beside import of_kinds
from transforms.linking.form import name_form
from transforms.linking.link import Candidate, Hit
from transforms.registry.alias import Alias
from transforms.registry.registry import Key
from transforms.registry.sighting import Kind

# All names of a code.
Names = Mapping[Key, Sequence[Alias]]

# Indexes of Shanghai and of CSI have numbers that funds off the exchanges have too.
_SAME_NUMBERS = "000"
_PUBLISHERS = ("SH", "SZ", "CSI", "CNI")
_OFF_EXCHANGE = "OTCFUND"


def indexed(form: str, code: Hit, name: Hit, names: Names) -> tuple[Hit, Hit] | None:
    """The code and the name as the index's; None where the code may be a fund's for this name.

    The code has no candidates left where no list says that it is the index's.
    """
    number = code.candidates[0].code
    indexes = of_kinds(name, Kind.INDEX)
    own = tuple([each for each in indexes if each.code == number])
    if own:
        return (
            replace(code, candidates=own, is_confirmed=True),
            replace(name, candidates=own, is_confirmed=True),
        )
    if not number.startswith(_SAME_NUMBERS) or not _are_published(indexes):
        return None
    if not all(map(_is_off_exchange, code.candidates)) or _is_named(form, code, name, names):
        return None
    return code.only(()), name


def _are_published(indexes: Sequence[Candidate]) -> bool:
    return any(each.market in _PUBLISHERS for each in indexes)


def _is_off_exchange(candidate: Candidate) -> bool:
    return candidate.kind is Kind.FUND and candidate.market == _OFF_EXCHANGE


def _is_named(form: str, code: Hit, name: Hit, names: Names) -> bool:
    """Whether the fund's name holds the index's: 沪深300（000051） is a feeder."""
    surface = name.span.of(form).replace(" ", "")
    return any(
        surface in name_form(alias.name)
        for each in code.candidates
        for alias in names.get((each.kind, each.market, each.code), ())
    )
