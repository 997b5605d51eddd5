"""The name of a registry's state: what it says, whenever it was last said."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from transforms.registry.alias import Alias
from transforms.registry.registry import Fund

_LAST_SEEN = Alias._fields.index("last_seen")


def version_of(listed: Sequence[Alias], funds: Mapping[str, Fund], fact_day: date) -> str:
    """The newest day of anything new, and eight digits of all names and funds.

    A list that says what was said before changes neither, nor a row of a day long past.
    """
    content = hashlib.blake2b(digest_size=4)
    for line in _content(listed, funds):
        content.update(line.encode())
    newest = max(alias.last_seen for alias in listed)
    changed = (day for alias in listed for day in (alias.first_seen, alias.valid_to) if day)
    # A list may tell the end of a fund that is to come.
    news = max(fact_day, *(day for day in changed if day <= newest))
    return f"{news}-{content.hexdigest()}"


def _content(listed: Iterable[Alias], funds: Mapping[str, Fund]) -> Iterator[str]:
    for alias in listed:
        yield "|".join(map(str, (*alias[:_LAST_SEEN], *alias[_LAST_SEEN + 1 :]))) + "\n"
    for code in sorted(funds):
        yield f"{funds[code]}\n"
