"""A small site on loopback that plays guba, caifuhao, the author API and the phone's API."""

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOSTS = (
    "guba.eastmoney.com",
    "caifuhao.eastmoney.com",
    "i.eastmoney.com",
    "gbapi.eastmoney.com",
)
RENDERED = "2025-03-28 01:31:02"
CHALLENGE = (
    "<html><head><title>身份核实</title></head><body><div id=root></div>"
    "<script src='//gbfek.dfcfw.com/deploy/fd_guba_validate/work/assets/validate.js'></script>"
)
ERROR_PAGE = '<html><body><div id="pageContent" class="error404_page"></div></body></html>'


@dataclass
class Answer:
    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    not_before: threading.Event | None = None


@dataclass
class Site:
    """Answers by (host, path and query); a list of answers is given one after another."""

    answers: dict[tuple[str, str], Answer | list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)
    agents: Counter[str] = field(default_factory=Counter)
    origin: str = ""

    def guba(self, path: str, *answers: Answer) -> None:
        self.put("guba.eastmoney.com", path, *answers)

    def put(self, host: str, path: str, *answers: Answer) -> None:
        self.answers[host, path] = list(answers) if len(answers) > 1 else answers[0]

    def answer(self, host: str, path: str) -> Answer:
        self.asked.append((host, path))
        self.asked_at.append(time.monotonic())
        known = self.answers.get((host, path), Answer("not here", 404))
        if isinstance(known, list):
            return known.pop(0) if len(known) > 1 else known[0]
        return known

    @property
    def origins(self) -> dict[str, str]:
        return dict.fromkeys(HOSTS, self.origin)

    def paths(self, host: str = "guba.eastmoney.com") -> list[str]:
        return [path for asked, path in self.asked if asked == host]


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(site.answer, site.agents))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def handler_for(
    answer: Callable[[str, str], Answer], agents: Counter[str]
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agents[self.headers["User-Agent"]] += 1
            found = answer(self.headers["Host"], self.path)
            if found.not_before is not None:
                found.not_before.wait(30)
            body = found.body.encode() if isinstance(found.body, str) else found.body
            self.send_response(found.status)
            headers = {"Content-Type": "text/html; charset=utf-8", **found.headers}
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    return Handler


def row(post_id: int, at: str, **more: Any) -> dict[str, Any]:
    """A flat list row; at is `03-27 21:00:00` of 2025."""
    return {
        "post_id": post_id,
        "post_title": f"帖子{post_id}",
        "stockbar_code": "600519",
        "user_id": "5965113638826486",
        "post_click_count": 12,
        "post_comment_count": 3,
        "post_publish_time": f"2025-{at}",
        "post_last_time": f"2025-{at}",
        "post_type": 0,
        "post_top_status": 0,
        "post_source_id": "",
        **more,
    }


def article_row(post_id: int, at: str) -> dict[str, Any]:
    when = datetime.fromisoformat(f"2025-{at}").strftime("%Y%m%d%H%M%S")
    return row(post_id, at, post_type=20, post_source_id=f"{when}{post_id % 10**8:08d}0")


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    """The same row in the schema of hot rows."""
    inner = {name: value for name, value in flat.items() if name not in ("user_id",)}
    bar = inner.pop("stockbar_code")
    return {
        **inner,
        "post_user": {"user_id": flat["user_id"]},
        "post_guba": {"stockbar_code": bar},
    }


def list_page(
    rows: list[dict[str, Any]], count: int = 5000, rendered: str = RENDERED, hot: Any = ()
) -> str:
    table = "".join(
        f'<tr class="listitem"><td><a data-postid="{one["post_id"]}" href="/x">t</a></td></tr>'
        for one in rows
    )
    data = json.dumps({"re": rows, "count": count, "rc": 1}, ensure_ascii=False)
    other = json.dumps({"re": list(hot)}, ensure_ascii=False)
    return (
        f'<html><head><meta name="env" content="pj, render at {rendered}"/></head>'
        f"<body><table>{table}</table><script>var article_list={data};    "
        f'var other_list={other};var intelligenceList=["x"];</script></body></html>'
    )


def post_page(post_id: int) -> str:
    return (
        f"<html><body><script>var post_article={{'post_id':{post_id}}};</script>茅台</body></html>"
    )


def gzipped(text: str) -> Answer:
    return Answer(gzip.compress(text.encode(), mtime=0), headers={"Content-Encoding": "gzip"})


def hours_before(at: str, n: int) -> str:
    """`03-27 21:00:00` less n hours."""
    then = datetime.fromisoformat(f"2025-{at}") - timedelta(hours=n)
    return then.strftime("%m-%d %H:%M:%S")


def quiet_site() -> Site:
    """One bar, two pages: posts of 27 and 26 March, a deleted one, a hot and a pinned one."""
    site = Site()
    for host in HOSTS:
        site.put(host, "/robots.txt", Answer("User-agent: *\nDisallow: /private\n"))
    old = row(1001, "01-02 09:00:00", post_top_status=1)
    hot = nested(row(1002, "03-20 10:00:00"))
    first = [old, hot, row(2009, "03-28 00:20:00"), row(2008, "03-27 22:00:00")]
    first += [
        article_row(2007, "03-27 21:04:53"),
        row(2006, "03-27 20:00:00", stockbar_code="300308"),
    ]
    second = [row(2005, "03-26 12:00:00"), row(2004, "03-26 09:00:00")]
    second += [row(1900 + n, f"03-25 1{n}:00:00") for n in range(5)]
    site.guba("/list,600519,f.html", gzipped(list_page(first)))
    site.guba("/list,600519,f_2.html", Answer(list_page(second)))
    for post_id, bar in ((2008, "600519"), (2006, "300308"), (2004, "600519")):
        site.guba(f"/news,{bar},{post_id}.html", gzipped(post_page(post_id)))
    site.guba("/news,600519,2005.html", Answer(status=302, headers={"Location": "/error?type=2"}))
    site.guba("/error?type=2", Answer(ERROR_PAGE))
    return site
