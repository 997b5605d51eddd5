import json
from pathlib import Path

from spiders.plan import KnownPost, Target
from tests.spiders.crawl import plan_for, run_plan
from tests.spiders.site import CHALLENGE, HOSTS, Answer, Site, article_row, nested, serving

ARTICLE = '<html><body><div class="article-body">x</div></body></html>'
API, WAP = "gbapi.eastmoney.com", f"deviceid={'0' * 32}&version=2&product=eastmoney&plat=wap"


def column_site() -> Site:
    site = Site()
    for host in HOSTS:
        site.put(host, "/robots.txt", Answer("", 404))
    listed = [nested(article_row(31, "03-28 01:00:00")), nested(article_row(30, "03-27 09:00:00"))]
    listed += [nested(article_row(20 + n, f"03-2{n} 09:00:00")) for n in range(5, 0, -1)]
    query = "uid=77&pagenum=1&pagesize=10&type=1&filterType=1&onlyYt=0"
    answer = Answer(json.dumps({"re": True, "result": listed}))
    site.put("i.eastmoney.com", f"/api/guba/postCenterList?{query}", answer)
    site.put("caifuhao.eastmoney.com", f"/news/{article_id(30)}", Answer("<html>new design"))
    site.put("caifuhao.eastmoney.com", "/news/20250327210453000020070", Answer(ARTICLE))
    return site


def article_id(post_id: int, at: str = "03-27 09:00:00") -> str:
    return str(article_row(post_id, at)["post_source_id"])


HANDED_ON = KnownPost("20250327210453000020070", "600519", alias_id="guba:2007")


def test_an_article_not_understood_is_asked_for_by_the_second_way(tmp_path: Path) -> None:
    site = column_site()
    brief = f"/abstract/api/PostShort/ArticleBriefInfo?postid={article_id(30)}&type=1&{WAP}"
    site.put(API, brief, Answer('{"re":[{"post_id":30}]}'))
    content = f"/content/api/Post/ArticleContent?postid=30&newsid={article_id(30)}&{WAP}"
    content += "&pi=&ctoken=&utoken=&IsClick=false"
    site.put(API, content, Answer('{"rc":1,"post":{"post_id":30}}'))
    with serving(site):
        plan = plan_for(tmp_path, site, "caifuhao", (Target("author", "77"),), (HANDED_ON,))
        run = run_plan(tmp_path, plan)
    outcomes = [outcome for native_id, outcome in run.visits() if native_id == article_id(30)]
    assert outcomes == ["changed_layout", "other", "post"]
    assert (HANDED_ON.native_id, "post") in run.visits()
    assert run.states() == {("77", "2025-03-26"): "empty", ("77", "2025-03-27"): "complete"}


def test_a_blocked_article_is_never_asked_for_by_the_second_way(tmp_path: Path) -> None:
    site = column_site()
    site.put("caifuhao.eastmoney.com", f"/news/{article_id(30)}", Answer(CHALLENGE))
    with serving(site):
        plan = plan_for(tmp_path, site, "caifuhao", (Target("author", "77"),), (HANDED_ON,))
        run = run_plan(tmp_path, plan)
    assert site.paths(API) == []
    assert run.visits() == [(article_id(30), "blocked"), (HANDED_ON.native_id, "not_attempted")]
    assert run.states()["77", "2025-03-27"] == "blocked"


def test_a_quiet_author_is_empty_by_the_clock_of_the_answer(tmp_path: Path) -> None:
    """The list prints no clock; its newest row is older than the days."""
    site = column_site()
    listed = [nested(article_row(20 + n, f"03-2{n} 09:00:00")) for n in range(5, 0, -1)]
    query = "uid=77&pagenum=1&pagesize=10&type=1&filterType=1&onlyYt=0"
    answer = Answer(json.dumps({"re": True, "result": listed}))
    site.put("i.eastmoney.com", f"/api/guba/postCenterList?{query}", answer)
    with serving(site):
        plan = plan_for(tmp_path, site, "caifuhao", (Target("author", "77"),))
        run = run_plan(tmp_path, plan)
    assert set(run.states().values()) == {"empty"}
