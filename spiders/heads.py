"""A bound on the header fields of an answer, which neither Scrapy nor Twisted has.

DOWNLOAD_MAXSIZE counts bodies only: a server that never ends its headers would fill the memory.
"""

from typing import Any

from twisted.internet.error import ConnectionAborted
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import _HTTP11ClientFactory

from spiders.decode import MAX_HEADER_BYTES


def bounded(factory: type[_HTTP11ClientFactory]) -> type[_HTTP11ClientFactory]:
    """The pool's factory of connections, each aborted when an answer's headers grow too large."""

    class Bounded(factory):  # type: ignore[misc, valid-type]
        def buildProtocol(self, address: Any) -> Any:  # noqa: N802
            return watched(super().buildProtocol(address))

    return Bounded


def watched(protocol: Any) -> Any:
    """The connection; what arrives before an answer's body is counted."""
    receive, counted, n_bytes = protocol.dataReceived, None, 0

    def received(data: bytes) -> None:
        nonlocal counted, n_bytes
        # There is a parser to each answer.
        parser = protocol._parser
        if parser is not counted:
            counted, n_bytes = parser, 0
        if parser is not None and parser.state in (STATUS, HEADER):
            # Twisted hangs up, without a word, on a line of 16 KiB; we bound all lines together.
            parser.MAX_LENGTH = 4 * MAX_HEADER_BYTES
            # Up to twice the bound an answer comes whole, and its fields tell that it is too large.
            if n_bytes > 2 * MAX_HEADER_BYTES:
                protocol.transport.abortConnection()
                return
        n_bytes += len(data)
        receive(data)

    protocol.dataReceived = received
    return protocol


def is_too_long(exception: Exception) -> bool:
    """Whether a download failed because we hung up on its headers."""
    reasons = getattr(exception.__cause__, "reasons", None) or []
    return any(reason.check(ConnectionAborted) for reason in reasons)
