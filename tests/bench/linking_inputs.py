"""What the linker and its peers are given: one registry and the same posts, in a folder."""

import json
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.folder import DataFolder
from flows.reference import companies, lexicon
from flows.registry import registry_of
from tests.bench import lookalike_posts
from tests.bench.lookalike_posts import Post
from tests.bench.lookalike_registry import sightings
from transforms.linking.form import linking_form, name_form
from transforms.registry.build import build
from transforms.registry.registry import Registry


@dataclass(frozen=True)
class Inputs:
    """A registry, how long it took to build (seconds of CPU), and posts."""

    registry: Registry
    build_s: float
    posts: Sequence[Post]

    @property
    def n_characters(self) -> int:
        return sum(len(post.text) for post in self.posts)

    def write(self, folder: Path) -> None:
        """Pickles for our own process, JSON of names and texts for those without this project."""
        names = {name_form(alias.name) for alias in self.registry.aliases} - {""}
        texts = [linking_form(post.text) for post in self.posts]
        (folder / "registry.pickle").write_bytes(pickle.dumps((self.registry, lexicon())))
        (folder / "posts.pickle").write_bytes(pickle.dumps(self.posts))
        (folder / "names.json").write_text(json.dumps(sorted(names)), "utf-8")
        (folder / "texts.json").write_text(json.dumps(texts), "utf-8")


def inputs(n_posts: int, data: Path | None, texts: Path | None) -> Inputs:
    """Look-alikes, or the registry of a data folder, or the texts of a file."""
    began = time.process_time()
    registry = registry_of(DataFolder(data), None) if data else build(sightings(), companies())
    build_s = time.process_time() - began
    if texts:
        return Inputs(registry, build_s, lookalike_posts.in_file(texts, n_posts))
    return Inputs(registry, build_s, list(lookalike_posts.posts(n_posts, registry.aliases)))
