"""Which of our errors ends a command in which way; asked only when one was raised.

Importing them all takes two seconds, which no command that goes well has to wait.
"""

FAILED, UNUSABLE, GAPS, DIFFERENT = 1, 2, 3, 10

Errors = tuple[type[Exception], ...]


def failures() -> Errors:
    """What ends a command as failed."""
    from flows.captures import DamagedCaptures
    from flows.collect import CollectFailed
    from flows.lake import LakeError
    from flows.redactions import TextLeft

    return (CollectFailed, DamagedCaptures, LakeError, TextLeft)


def unusable() -> Errors:
    """What says that the command cannot be carried out as given."""
    from flows.checking import UnknownSource
    from flows.days import RangeError
    from flows.extract import ExtractError
    from flows.folder import FolderError
    from flows.importing_lists import ListRefused
    from flows.json_lines import BadLine
    from flows.looking_up import UnknownCode
    from flows.night import ReplayNotFound
    from flows.order import OrderError
    from flows.query import QueryError
    from flows.recording import NotRecorded
    from flows.redactions import UnknownPost
    from flows.stubs import StubRefused
    from spiders.hosts import HostFileError
    from spiders.imports.saved import ImportFailed
    from spiders.plan import PlanError
    from spiders.watchlist import WatchlistError

    names = (BadLine, ExtractError, FolderError, HostFileError, ImportFailed, NotRecorded)
    more = (OrderError, PlanError, QueryError, RangeError, ReplayNotFound, StubRefused)
    lists = (ListRefused, UnknownCode)
    return (*names, *more, *lists, UnknownPost, UnknownSource, WatchlistError)
