"""What a visit to one address ended as."""

from enum import StrEnum


class Outcome(StrEnum):
    """The one word that the archive keeps beside every response and every failure."""

    POST = "post"
    LIST = "list"
    EMPTY = "empty"
    DELETED = "deleted"
    NEVER_EXISTED = "never_existed"
    BLOCKED = "blocked"
    LOGIN_WALL = "login_wall"
    MOVED = "moved"
    NOT_A_POST = "not_a_post"
    CHANGED_LAYOUT = "changed_layout"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    ROBOTS_DENIED = "robots_denied"
    BUDGET_SPENT = "budget_spent"
    REDACTED = "redacted"
    NOT_ATTEMPTED = "not_attempted"
    MISSING = "missing"
    FAILED = "failed"
    OTHER = "other"


# A visit that ended so has settled its address: there is nothing left to fetch tonight.
SETTLED = frozenset({Outcome.POST, Outcome.DELETED, Outcome.NOT_A_POST, Outcome.REDACTED})

# One of these and the host is left alone for the rest of the run.
STOPPING = frozenset({Outcome.BLOCKED, Outcome.LOGIN_WALL})
