"""A server on loopback that answers like the worst of the web, by script and byte for byte."""

import gzip
import socket
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from socketserver import StreamRequestHandler, ThreadingTCPServer

from tests.spiders.site import CHALLENGE, HOSTS

MIB = 1024**2
HUGE_BYTES = 200 * MIB
BOMB_BYTES = 1100 * MIB
# zlib.crc32 of so many zeros; half a second to work out.
CRC_OF_BOMB = 0xE7AF0FC0

ROBOTS = "User-agent: *\nDisallow: /private\n"


class Wire:
    """The way back to one visitor; `over` is set when the server ends."""

    def __init__(self, way: socket.socket, over: threading.Event) -> None:
        self.way = way
        self.over = over
        self.n_sent = 0

    def send(self, data: bytes) -> None:
        self.way.sendall(data)
        self.n_sent += len(data)

    def head(self, status: int, *fields: tuple[str, str | bytes]) -> None:
        """The status line and header fields, which may hold what no library would send."""
        self.send(f"HTTP/1.1 {status} Said\r\nConnection: close\r\n".encode())
        for name, value in fields:
            said = value if isinstance(value, bytes) else value.encode("latin-1")
            self.send(name.encode() + b": " + said + b"\r\n")
        self.send(b"\r\n")

    def reset(self) -> None:
        """Hang up with RST in place of FIN."""
        self.way.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.way.close()


Script = Callable[[Wire], None]


@dataclass(frozen=True)
class Asked:
    """One request as it came: header names in lower case."""

    host: str
    path: str
    headers: dict[str, str]


@dataclass
class Faults:
    """Scripts by host, path and query: each is played once, the last one for ever."""

    scripts: dict[tuple[str, str], list[Script]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    n_connections: int = 0
    n_sent: Counter[str] = field(default_factory=Counter)
    origin: str = ""

    def put(self, host: str, path: str, *scripts: Script) -> None:
        self.scripts[host, path] = list(scripts)

    def guba(self, path: str, *scripts: Script) -> None:
        self.put("guba.eastmoney.com", path, *scripts)

    def script(self, host: str, path: str) -> Script:
        usual = said(ROBOTS) if path == "/robots.txt" else said("not here", 404)
        known = self.scripts.get((host, path), [usual])
        return known.pop(0) if len(known) > 1 else known[0]

    @property
    def origins(self) -> dict[str, str]:
        return dict.fromkeys(HOSTS, self.origin)

    def paths(self, host: str = "guba.eastmoney.com") -> list[str]:
        return [one.path for one in self.asked if one.host == host]


@contextmanager
def playing(faults: Faults, address: str = "127.0.0.1") -> Iterator[Faults]:
    over = threading.Event()
    server = Server((address, 0), handler_for(faults, over))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    faults.origin = f"http://{address}:{server.server_address[1]}"
    try:
        yield faults
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def handler_for(faults: Faults, over: threading.Event) -> type[StreamRequestHandler]:
    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            faults.n_connections += 1
            asked = read_request(iter(self.rfile.readline, b""))
            if asked is None:
                return
            faults.asked.append(asked)
            wire = Wire(self.connection, over)
            # The visitor may hang up on us: that is what some of these answers are for.
            with suppress(OSError):
                faults.script(asked.host, asked.path)(wire)
            faults.n_sent[asked.path] += wire.n_sent

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    return Handler


def read_request(lines: Iterator[bytes]) -> Asked | None:
    """The request that these lines begin with; None for a visitor who says nothing."""
    first = next(lines, b"").split()
    if len(first) != 3:
        return None
    fields = {}
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            break
        fields[name.strip().lower()] = value.strip()
    return Asked(fields.get("host", ""), first[1].decode("latin-1"), fields)


def said(body: str | bytes, status: int = 200, kind: str = "", **fields: str) -> Script:
    """A whole answer; fields as `content_encoding`."""
    content = body.encode() if isinstance(body, str) else body

    def play(wire: Wire) -> None:
        more = [(name.replace("_", "-").title(), value) for name, value in fields.items()]
        shape = [
            ("Content-Type", kind or "text/html; charset=utf-8"),
            ("Content-Length", str(len(content))),
        ]
        wire.head(status, *shape, *more)
        wire.send(content)

    return play


def shell() -> Script:
    """身份核实, the page of a guard, with HTTP 200."""
    return said(CHALLENGE)


def redirect(location: str | bytes, status: int = 302, **fields: str) -> Script:
    """A redirect to anything, sent as given."""

    def play(wire: Wire) -> None:
        more = [(name.replace("_", "-").title(), value) for name, value in fields.items()]
        wire.head(status, ("Location", location), ("Content-Length", "0"), *more)

    return play


def hang() -> Script:
    """A connection that is taken and never answered."""

    def play(wire: Wire) -> None:
        wire.over.wait(60)

    return play


def reset(body: bytes) -> Script:
    """A connection reset in the middle of the body."""

    def play(wire: Wire) -> None:
        wire.head(200, ("Content-Type", "text/html"), ("Content-Length", str(len(body))))
        wire.send(body[: len(body) // 2])
        # What was sent must have arrived: a reset overtakes it.
        wire.over.wait(0.1)
        wire.reset()

    return play


def cut_short(body: bytes) -> Script:
    """An answer that ends before its Content-Length."""

    def play(wire: Wire) -> None:
        wire.head(200, ("Content-Type", "text/html"), ("Content-Length", str(len(body))))
        wire.send(body[: len(body) // 2])

    return play


def packed(body: bytes, n_missing: int = 0) -> Script:
    """A gzipped answer, whole as HTTP, whose stream ends `n_missing` bytes early."""
    content = gzip.compress(body, mtime=0)
    return said(content[: len(content) - n_missing], content_encoding="gzip")


def huge(*, is_chunked: bool) -> Script:
    """200 MB of a page that never ends, piece by piece."""
    piece = b"<p>" + b"x" * (MIB - 3)

    def play(wire: Wire) -> None:
        length = ("Content-Length", str(HUGE_BYTES))
        way = ("Transfer-Encoding", "chunked") if is_chunked else length
        wire.head(200, ("Content-Type", "text/html"), way)
        for _ in range(HUGE_BYTES // MIB):
            wire.send(b"%x\r\n%s\r\n" % (MIB, piece) if is_chunked else piece)
        wire.send(b"0\r\n\r\n" if is_chunked else b"")

    return play


@cache
def bomb_bytes() -> bytes:
    """A valid gzip file of 1 MB that unpacks to 1.1 GB of zeros."""
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    start = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    end = b"\x03\x00" + struct.pack("<II", CRC_OF_BOMB, BOMB_BYTES)
    return start + piece * (BOMB_BYTES // MIB) + end


def bomb() -> Script:
    """A small answer that unpacks to more than a gigabyte."""
    return said(bomb_bytes(), content_encoding="gzip")


def long_headers(n_bytes: int, line_bytes: int) -> Script:
    """Megabytes of header fields before a word is said."""
    line = ("X-Padding", "x" * (line_bytes - 13))
    return lambda wire: wire.head(200, *[line] * (n_bytes // line_bytes), ("Content-Length", "0"))
