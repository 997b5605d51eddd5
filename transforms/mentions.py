"""The mentions of a post: where its title and its text name a fund or another instrument."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.cashtags import Cashtag, cashtags
from transforms.cleaning import CleanPost
from transforms.linking.link import Link
from transforms.linking.linker import Linker

# A removal that is the author's own word: exposure that the post closes with.
_TAIL = "tail"


# Not frozen, as a link is not: that takes five times as long.
@dataclass(slots=True)
class Mention:
    """One link of a post, its zone (title, body, tail) and the name that a cashtag states."""

    zone: str
    link: Link
    stated: str | None = None


def mentions_of(post: CleanPost, day: date | None, linker: Linker) -> list[Mention]:
    """The post's mentions as of the day of its publication: of the title, then of the text.

    What cleaning took out as furniture or legal text mentions nothing; the tail and hashtags do.
    """
    title, text = post.title or "", linkable(post)
    in_text = _links(text, [tag for tag in post.cashtags if _stands(tag, text)], day, linker)
    return [
        *(Mention("title", *found) for found in _links(title, list(cashtags(title)), day, linker)),
        *(Mention(post.zone(link.span), link, stated) for link, stated in in_text),
    ]


def linkable(post: CleanPost) -> str:
    """The post's text, of the same length, with line ends in the place of what is not linked."""
    kept, position = [], 0
    for removal in sorted(post.removals, key=lambda one: one.span):
        if removal.kind != _TAIL:
            start, end = removal.span
            kept += [post.text[position:start], "\n" * (end - start)]
            position = end
    return "".join([*kept, post.text[position:]])


def _links(
    text: str, marks: Sequence[Cashtag], day: date | None, linker: Linker
) -> Iterator[tuple[Link, str | None]]:
    """Links with the name that their cashtag states, None for those that are none."""
    names: Mapping[int, str] = {tag.span.start: tag.name for tag in marks}
    for link in linker.links(text, day, marks):
        is_stated = link.method == "cashtag"
        yield link, names.get(link.span.start) if is_stated else None


def _stands(tag: Cashtag, text: str) -> bool:
    """Whether the mark is still in a text of which pieces were blanked."""
    return "\n" not in tag.span.of(text)
