"""Markup that would keep a parser busy for minutes or fill the memory, told before it is parsed.

lexbor builds what HTML5 asks for, and some of that grows with the square of the page: 1 MB of
`<div>` takes 89 s, 110,000 attributes of one element 40 s, and 1,000 unclosed `<font>` above 1,000
paragraphs are 1,000,000 elements. What is looked at is cheap for pages of good faith.
"""

import re
from collections import Counter

# Browsers stop at 512 elements within each other.
MAX_DEPTH = 512
# So many elements within each other are built in 60 ms.
_FEW_TAGS = 10_000
# 20,000 attributes of one element take 0.8 s, and no shorter page has so many.
_MOST_ATTRIBUTES = 20_000
_SHORT = 100_000
# Characters of markup that unclosed formatting may be copied to: 0.2 s of lexbor.
_MOST_COPIED = 250_000_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# They end by themselves where the next one begins, or have no end.
_UNCLOSED = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th"
    " thead tr track wbr".split()
)


def _any_case(names: str) -> str:
    """A pattern for words in any case: much faster than IGNORECASE over a whole page."""
    return re.sub("[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", names)


_VALUE = r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+"
_ATTRIBUTE = rf"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++){_VALUE}"
# A tag of few attributes as most are written; scripts and styles begin with an s.
_PLAIN_TAG = r"[a-rt-zA-RT-Z][a-zA-Z0-9]*+(?: [a-zA-Z-]++=\"[^\"]*+\"){0,99}+>"
# A pass over the whole page that comes to its end unless a tag has more attributes than that.
_FEW_ATTRIBUTES = re.compile(
    rf"(?:[^<]*+<(?:/|{_PLAIN_TAG}|!--(?:.*?-->|.*+)"
    rf"|{_any_case('script')}(?:.*?</{_any_case('script')}|.*+)"
    rf"|{_any_case('style')}(?:.*?</{_any_case('style')}|.*+)"
    rf"|[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{_MOST_ATTRIBUTES}}}+(?!{_ATTRIBUTE})"
    r"|(?![a-zA-Z])))*+[^<]*+",
    re.DOTALL,
)
# Elements that HTML5 opens again in each paragraph, three times at most without attributes; the
# attributes of a second <body> are added to the first.
_REOPENED = _any_case("b(?:ig|ody)?|code|em|font|html|i|s(?:mall|trike|trong)?|tt|u")
# A look at the first letter before the names takes a third of the time.
_STYLED = re.compile(rf"<(?=[bcefhistuBCEFHISTU][a-zA-Z]{{0,5}}+\s)(?:{_REOPENED})\s[^>]*")
_REOPENED_TAG = re.compile(rf"<(?:(?P<end>/)|)(?:{_REOPENED})\b[^>]*")


def is_bomb(markup: str) -> bool:
    """Whether parsing the markup could take seconds; the answer takes time in its length."""
    n_tags = markup.count("<")
    return (
        (n_tags > _FEW_TAGS and _depth(markup) > MAX_DEPTH)
        or _n_copied(markup, n_tags) > _MOST_COPIED
        or (len(markup) > _SHORT and not _FEW_ATTRIBUTES.fullmatch(markup))
    )


def _depth(markup: str) -> int:
    """How many elements lie within each other at most, at a guess that is rather too high."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for end, tag in _TAG.findall(markup):
        name = tag.lower()
        if name in _UNCLOSED:
            continue
        if not end:
            opened[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return deepest


def _n_copied(markup: str, n_tags: int) -> int:
    """How many characters unclosed formatting could be copied to, at most."""
    if len(markup) * n_tags <= _MOST_COPIED:
        return 0
    if sum(map(len, _STYLED.findall(markup))) * n_tags <= _MOST_COPIED:
        return 0
    unclosed = longest = 0
    sizes: list[int] = []
    for match in _REOPENED_TAG.finditer(markup):
        if not match["end"]:
            sizes.append(len(match[0]))
            unclosed += sizes[-1]
            longest = max(longest, unclosed)
        elif sizes:
            unclosed -= sizes.pop()
    return longest * n_tags
