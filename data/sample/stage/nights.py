"""The nights of the play and all that a collector is answered in one."""

from datetime import date, datetime, timedelta

from data.sample.stage import article_night, guba_night
from data.sample.stage.cast import CHINA, Night
from data.sample.stage.play import Play
from data.sample.stage.visits import Response, Visits


def _night(number: int, day: date) -> Night:
    begins_on = day + timedelta(days=1)
    starts_at = datetime(begins_on.year, begins_on.month, begins_on.day, 1, 30, tzinfo=CHINA)
    return Night(number, day, since=day - timedelta(days=1), starts_at=starts_at)


NIGHTS = (_night(1, date(2025, 3, 27)), _night(2, date(2025, 3, 28)))


def responses(play: Play, night: Night, bars: list[str], uids: list[str]) -> list[Response]:
    """Return the night's answers for a watchlist of bars and authors."""
    visits = Visits(night)
    authors = [author for uid in uids for author in play.authors.values() if author.uid == uid]
    handed_on = guba_night.walk(play, [play.bars[code] for code in bars], visits)
    article_night.walk(play, authors, handed_on, visits)
    return visits.responses
