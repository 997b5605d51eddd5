"""A night on caifuhao: the authors' lists, then the articles these and the bars showed."""

from datetime import datetime
from functools import partial

from data.sample.stage import answers, article_pages, list_json, post_json
from data.sample.stage.answers import Answer
from data.sample.stage.cast import ARTICLE, Author, Post
from data.sample.stage.play import Play, PlayError
from data.sample.stage.visits import Visits

HOST = "https://caifuhao.eastmoney.com"
AUTHORS = "https://i.eastmoney.com"
WAP = "https://gbapi.eastmoney.com"
_DEVICE = f"deviceid={'0' * 32}&version=2&product=eastmoney&plat=wap"
_N_ROWS = 10


def walk(play: Play, authors: list[Author], handed_on: list[Post], visits: Visits) -> None:
    """Visit the authors' lists and every article that they, the bars or an earlier night showed."""
    visits.ask(f"{AUTHORS}/robots.txt", lambda at: answers.robots())
    listed = [post for author in authors for post in _read_author(play, author, visits)]
    known = [post for post in play.known_before(visits.night) if post.kind == ARTICLE]
    visits.ask(f"{HOST}/robots.txt", lambda at: answers.robots())
    for post in dict.fromkeys((*handed_on, *listed, *known)):
        visits.ask(f"{HOST}/news/{post.article_id}", partial(_article_answer, play, post))
        if post.layout == "redesign":
            _read_wap(play, post, visits)


def _read_author(play: Play, author: Author, visits: Visits) -> list[Post]:
    """Visit an author's list and return the articles that the night wants."""
    listed = play.by_author(author, visits.next_at)[:_N_ROWS]
    if not visits.is_past(listed):
        raise PlayError(f"author {author.name}: add [[old]] rows, the list reaches not far enough")
    query = f"uid={author.uid}&pagenum=1&pagesize={_N_ROWS}&type=1&filterType=1&onlyYt=0"
    visits.ask(f"{AUTHORS}/api/guba/postCenterList?{query}", partial(_list_answer, play, listed))
    return [post for post in listed if visits.night.wants(post) and not post.is_old]


def _read_wap(play: Play, post: Post, visits: Visits) -> None:
    visits.ask(f"{WAP}/robots.txt", lambda at: answers.robots())
    visits.ask(
        f"{WAP}/abstract/api/PostShort/ArticleBriefInfo?postid={post.article_id}&type=1&{_DEVICE}",
        lambda at: answers.data(post_json.wap_brief_json(post)),
    )
    visits.ask(
        f"{WAP}/content/api/Post/ArticleContent?postid={post.post_id}&newsid={post.article_id}"
        f"&{_DEVICE}&pi=&ctoken=&utoken=&IsClick=false",
        lambda at: answers.data(post_json.wap_content_json(play, post, at), packed=True),
    )


def _list_answer(play: Play, listed: list[Post], at: datetime) -> Answer:
    return answers.data(list_json.author_list_json(play, listed, at), packed=True)


def _article_answer(play: Play, post: Post, at: datetime) -> Answer:
    if not post.is_there(at):
        return answers.html(article_pages.gone_article())
    return answers.html(article_pages.article(play, post, at), packed=post.post_id % 3 == 0)
