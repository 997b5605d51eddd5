"""Our linker in a process of its own: `python -m tests.bench.linking_child STEP FOLDER`."""

import json
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.lookalike_posts import Post
from tests.bench.peers.matchers import Find, measured
from transforms.linking.dictionary import Dictionary
from transforms.linking.form import linking_form
from transforms.linking.lexicon import Lexicon
from transforms.linking.linker import Linker
from transforms.linking.shields import SHIELDS
from transforms.linking.vocabulary import spoken
from transforms.mention_rows import fund_columns, instrument_columns
from transforms.mentions import Mention
from transforms.registry.registry import Registry


def rows(registry: Registry, lexicon: Lexicon) -> Find:
    """A post to the rows of both tables: its links, and what the registry knows of each."""
    linker = Linker(registry, lexicon)

    def find(post: Post) -> int:
        mentions = [Mention("body", link) for link in linker.links(*post)]
        funds = list(fund_columns(mentions, post.day, linker.knowledge))
        return len(funds) + len(list(instrument_columns(mentions, post.day, linker.knowledge)))

    return find


def links(registry: Registry, lexicon: Lexicon) -> Find:
    """A post to its links: folding, cashtags, names, codes, context, resolution."""
    linker = Linker(registry, lexicon)
    return lambda post: len(linker.links(*post))


def names(registry: Registry, lexicon: Lexicon) -> Find:
    """A post to the names of its day: folding and the dictionary."""
    aliases = [*registry.aliases, *spoken(lexicon, registry)]
    dictionary = Dictionary(aliases, lexicon.common_words, SHIELDS)

    def find(post: Post) -> int:
        return len(dictionary.find(linking_form(post.text), post.text, post.day))

    return find


STEPS: dict[str, Callable[[Registry, Lexicon], Find]] = {
    "links and rows": rows,
    "links": links,
    "names alone": names,
}


def main(step: str, folder: Path) -> None:
    """Write one line of JSON."""
    registry, lexicon = pickle.loads((folder / "registry.pickle").read_bytes())
    posts = pickle.loads((folder / "posts.pickle").read_bytes())
    sys.stdout.write(json.dumps(measured(lambda: STEPS[step](registry, lexicon), posts)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
