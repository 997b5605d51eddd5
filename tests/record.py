"""`poe record`: writes down what recorded pages yield, and shows what changed."""

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from flows.exits import Errors, unusable
from flows.folder import WATCHLIST, open_folder
from flows.recorded import PAGES, Case, cases
from flows.recording import Page, fetched, of_file, refresh
from flows.yields import difference, to_json, yielded
from spiders.clock import SHANGHAI
from spiders.embedded import ChangedLayout
from spiders.watchlist import load
from transforms.capture import Unreadable


def main(arguments: Sequence[str], pages: Path = PAGES) -> int:
    """Rewrite the expectations that changed and show how; the exit status.

    With --page or --fetch the one case named gets a new page first. A page that cannot be read
    keeps its expectation, and the status is 1.
    """
    parser = _parser()
    asked = parser.parse_args(arguments)
    found = [case for case in cases(pages) if asked.case in (None, case.name, case.folder.name)]
    if not found:
        parser.error(f"no case {asked.case!r} in tests/pages: add page.html and meta.json first")
    if asked.page or asked.fetch:
        if len(found) > 1:
            parser.error("--page and --fetch take one case: name it with --case SOURCE/NAME")
        known: Errors = (*unusable(), FileNotFoundError)
        try:
            refresh(found[0], _new_page(found[0], asked))
        except known as error:
            parser.exit(2, f"poe record: {error}\n")
    changes, unread = _rewritten(found)
    counts = f"{len(found)} cases, {len(changes)} rewritten, {len(unread)} not readable\n"
    sys.stdout.write("\n".join([*changes, *unread, counts]))
    return 1 if unread else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("poe record", description=main.__doc__)
    parser.add_argument("--case", metavar="NAME", help="only this one, such as guba/seed")
    parser.add_argument("--page", metavar="FILE", type=Path, help="its page as saved anew")
    parser.add_argument("--fetch", action="store_true", help="ask its site for it once, politely")
    parser.add_argument("--data", metavar="FOLDER", type=Path, default=Path("data"))
    parser.add_argument("--watchlist", metavar="FILE", type=Path, default=WATCHLIST)
    return parser


def _rewritten(found: Sequence[Case]) -> tuple[list[str], list[str]]:
    """What changed, and what cannot be read."""
    changes: list[str] = []
    unread: list[str] = []
    for case in found:
        try:
            changes += _rewrite(case)
        except (Unreadable, ChangedLayout) as error:
            unread.append(f"{case.name} cannot be read, mend its source or reader: {error}")
    return changes, unread


def _new_page(case: Case, asked: argparse.Namespace) -> Page:
    url = case.meta["url"]
    if asked.page:
        return of_file(asked.page, url)
    today = datetime.datetime.now(SHANGHAI).date()
    return fetched(case.source, url, open_folder(asked.data), load(asked.watchlist), today)


def _rewrite(case: Case) -> list[str]:
    change = difference(case)
    if not change:
        return []
    case.expected.write_text(to_json(yielded(case)), "utf-8")
    return [change]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
