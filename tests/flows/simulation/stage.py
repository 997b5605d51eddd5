"""The site that plays the script: one night at a time, over HTTP on loopback."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from spiders.clock import show_instant
from tests.flows.simulation.script import Night, Post, Script
from tests.spiders.site import CHALLENGE, ERROR_PAGE, Answer, Site, list_page, row
from tests.transforms.captures import page

ROWS_A_PAGE = 8
# So far back and so many that every walk goes past its days before the list ends.
OLD_ROWS = 40
OLDER_BY = timedelta(days=5)
LIST = re.compile(r"/list,(?P<bar>\w+),f(?:_(?P<number>\d+))?\.html")
POST = re.compile(r"/news,(?P<bar>\w+),(?P<id>\d+)\.html")


@dataclass
class Stage(Site):
    """A site whose answers are those of one night of the script; `log` has the paths by night."""

    script: Script | None = None
    night: Night | None = None
    log: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def answer(self, host: str, path: str) -> Answer:
        assert self.script is not None
        assert self.night is not None
        self.log[self.night.number].append(path)
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /private\n")
        if path == "/error?type=2":
            return Answer(ERROR_PAGE)
        if found := LIST.fullmatch(path):
            return self._list(self.script, self.night, found["bar"], int(found["number"] or 1))
        found = POST.fullmatch(path)
        assert found is not None, path
        (post,) = (one for one in self.script.posts if str(one.id) == found["id"])
        assert post.bar == found["bar"]
        return _post(post, self.night)

    def _list(self, script: Script, night: Night, bar: str, number: int) -> Answer:
        if bar in night.blocked:
            return Answer(CHALLENGE)
        shown = [one for one in script.posts if one.bar == bar and one.is_listed(night)]
        rows = [(one.at, one.id) for one in shown] + _old_rows(script)
        begin = (number - 1) * ROWS_A_PAGE
        on_page = sorted(rows, reverse=True)[begin : begin + ROWS_A_PAGE]
        listed = [row(n, f"{at:%m-%d %H:%M:%S}", stockbar_code=bar) for at, n in on_page]
        return Answer(list_page(listed, rendered=show_instant(night.begins)))


def _old_rows(script: Script) -> list[tuple[datetime, int]]:
    first = min(day for night in script.nights for day in night.days)
    newest = datetime(first.year, first.month, first.day, tzinfo=script.nights[0].begins.tzinfo)
    return [(newest - OLDER_BY - timedelta(hours=n), 900 - n) for n in range(1, OLD_ROWS)]


def _post(post: Post, night: Night) -> Answer:
    if night.number in post.gone:
        return Answer(status=302, headers={"Location": "/error?type=2"})
    said = page(
        f"<p>{post.text(night.number)}</p>",
        post_id=post.id,
        post_publish_time=show_instant(post.at),
        post_click_count=post.n_reads(night.number),
        post_guba={"stockbar_code": post.bar, "stockbar_name": f"{post.bar}吧"},
    )
    return Answer(said)
