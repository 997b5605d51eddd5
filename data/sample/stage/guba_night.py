"""A night on guba: each bar's lists until they are old enough, then the posts they show."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from data.sample.stage import answers, guba_pages
from data.sample.stage.answers import Answer
from data.sample.stage.cast import ARTICLE, Bar, Post
from data.sample.stage.play import Play, PlayError
from data.sample.stage.visits import Visits

HOST = "https://guba.eastmoney.com"
_DELETED = "/error?type=2"


def walk(play: Play, bars: list[Bar], visits: Visits) -> list[Post]:
    """Visit the bars in order, up to a challenge; return the articles that their lists show."""
    visits.ask(f"{HOST}/robots.txt", lambda at: answers.robots())
    listed: list[Post] = []
    for bar in bars:
        if bar.blocked_on == visits.night.number:
            visits.ask(_list_url(bar, 1), lambda at: answers.html(guba_pages.challenge()))
            break
        in_bar = _read_lists(play, bar, visits)
        _read_posts(play, in_bar, visits)
        listed += in_bar
    codes = {bar.code for bar in bars}
    known = [post for post in play.known_before(visits.night) if codes & {post.bar, *post.also_in}]
    _read_posts(play, known, visits)
    return [post for post in (*listed, *known) if post.kind == ARTICLE]


def _read_lists(play: Play, bar: Bar, visits: Visits) -> list[Post]:
    """Visit a bar's list pages and return the rows whose pages the night wants."""
    seen: list[Post] = []
    for number, (page, hot) in enumerate(_list_pages(play, bar, visits), start=1):
        visits.ask(_list_url(bar, number), partial(_list_answer, play, bar, page, hot))
        seen += hot + page
    return [post for post in dict.fromkeys(seen) if visits.night.wants(post) and not post.is_old]


def _list_pages(play: Play, bar: Bar, visits: Visits) -> Iterator[tuple[list[Post], list[Post]]]:
    """Yield each page's rows and hot rows; a page begins with the row that ended the one before."""
    rows = play.in_bar(bar.code, visits.next_at)
    pinned = [post for post in rows if post.is_pinned]
    hot = [post for post in rows if post.is_hot]
    regular = [post for post in rows if not post.is_pinned and not post.is_hot]
    for start in range(0, len(regular), bar.page_size - 1):
        page = regular[start : start + bar.page_size]
        yield (pinned + page, hot) if start == 0 else (page, [])
        if visits.is_past(page):
            return
    raise PlayError(f"bar {bar.code}: add [[old]] rows, its list does not reach back far enough")


def _read_posts(play: Play, posts: list[Post], visits: Visits) -> None:
    for post in posts:
        if post.kind == ARTICLE:
            continue
        visits.ask(HOST + guba_pages.post_path(post), partial(_post_answer, play, post))
        if visits.responses[-1].answer.status.startswith("302"):
            visits.ask(HOST + _DELETED, lambda at: answers.html(guba_pages.error()))


def _list_answer(play: Play, bar: Bar, page: list[Post], hot: list[Post], at: datetime) -> Answer:
    return answers.html(guba_pages.bar_list(play, bar, page, hot, at), packed=True)


def _post_answer(play: Play, post: Post, at: datetime) -> Answer:
    if not post.is_there(at):
        return answers.redirect(_DELETED)
    text = guba_pages.guba_post(play, post, at)
    return answers.html(text, post.encoding, post.header_charset, packed=post.post_id % 3 == 0)


def _list_url(bar: Bar, number: int) -> str:
    return f"{HOST}/list,{bar.code},f{f'_{number}' if number > 1 else ''}.html"
