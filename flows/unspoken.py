"""The ledger of a spider that ended without a word: every target of its plan has failed.

It goes into the archive like any other, so that a rebuild tells the same.
"""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from spiders.discover import sources
from spiders.plan import Plan
from spiders.visits import LEDGER_URL
from spiders.walks import WalkEnd
from spiders.warcfile import WarcFile, live_path, replay_path


def write_failed_ledger(plan: Plan, reason: str) -> Path:
    """A sealed segment that says of all targets and days of the plan that nothing was collected."""
    now = plan.now()
    spider = sources()[plan.source]
    ledger = spider.books(plan.since, plan.date)
    for target in (one for one in plan.targets if one.kind not in spider.unwalked):
        ledger.open_walk(target.id, plan.manners.max_pages).stop(WalkEnd.FAILED, reason)
    for post in plan.posts:
        ledger.claim(post.target, post.native_id, post.published_at)
    books = ledger.as_json() | {
        "source": plan.source,
        "date": str(plan.date),
        "since": str(plan.since),
        "outcomes": {},
        "finish_reason": "no result",
    }
    segment = WarcFile(_path(plan, now))
    segment.info({"software": "guandian"}, now, str(uuid4()))
    segment.metadata(f"{LEDGER_URL}{plan.source}", books, None, now, str(uuid4()))
    return segment.close()


def _path(plan: Plan, now: datetime) -> Path:
    if plan.replay is None:
        return live_path(plan, now)
    return replay_path(plan, plan.night[1].date())
