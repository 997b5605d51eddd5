"""What cells of lists say: names, days, texts."""

import unicodedata
from datetime import date

from transforms.registry.formats.lines import BadList, Line

# Cc control, Cf invisible, Cs half of a pair, Co private, Cn nothing.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
# What programs write where they have no name.
_NO_NAME = frozenset({"nan", "none", "null", "<na>", "#n/a"})
# The longest of 51,000 names in lists has 53 characters (an American subscription right).
_LONGEST = 100


def name_in(line: Line, column: str) -> str:
    """The name in the cell; BadList where it is none or holds a character that nobody sees."""
    name = line.get(column)
    if not name:
        raise BadList(f"line {line.number}: {column} is empty: give the name or leave the line out")
    # Most names are of letters and digits alone, which asks nothing of each character.
    unseen = [c for c in name if unicodedata.category(c) in _UNSEEN] if not name.isalnum() else []
    if unseen:
        raise BadList(
            f"line {line.number}: {column} holds the unseen character U+{ord(unseen[0]):04X}: "
            "take it out"
        )
    if not any(map(str.isalpha, name)) or name.lower() in _NO_NAME or len(name) > _LONGEST:
        raise BadList(
            f"line {line.number}: {column} is {name[:40]!r}, no name: is it another column? "
            "Give the name or leave the line out"
        )
    return name


def day_in(line: Line, column: str) -> date | None:
    """The day in the cell, 2025-03-27 or 20250327; None where it is empty."""
    text = line.get(column)
    try:
        return date.fromisoformat(text.removesuffix(".0")) if text else None
    except ValueError:
        raise BadList(
            f"line {line.number}: {column} is {text[:40]!r}, no day: write it as 2025-03-27"
        ) from None


def text_in(line: Line, column: str) -> str | None:
    """The cell, None where it is empty."""
    return line.get(column) or None
