"""Questions that the tables of funds answer, in SQL: written into data/README.md, run by a test."""

from typing import NamedTuple


class Question(NamedTuple):
    """What somebody wants to know, in words and in SQL."""

    words: str
    sql: str


QUESTIONS = (
    Question(
        "Posts that name a fund, whatever the share class:",
        """\
select fund_id, count(distinct post_id) n_posts
from fund_mentions where fund_id is not null
group by all order by n_posts desc, fund_id""",
    ),
    Question(
        "The same with feeders counted as the ETF that they hold:",
        """\
select coalesce(feeder_of, fund_id) fund, count(distinct post_id) n_posts
from fund_mentions where fund_id is not null
group by all order by n_posts desc, fund""",
    ),
    Question(
        "A post counts once, in equal parts for the funds that it names:",
        """\
with named as (
  select distinct post_id, fund_id, n_funds_in_post
  from fund_mentions where fund_id is not null)
select fund_id, sum(1.0 / n_funds_in_post) as weight
from named group by all order by weight desc, fund_id""",
    ),
    Question(
        "What the text left open, a row for each code that it may be:",
        """\
select date, post_id, surface, confidence, unnest(candidates) as code
from fund_mentions where fund_id is null
order by date, post_id, start, code""",
    ),
    Question(
        "Names and facts out of the registry, the names as they were on the day of the post:",
        """\
select m.date, m.post_id, m.surface, m.code, f.name, f.fund_type
from fund_mentions m join funds f on f.code = m.code and f.name_kind = 'official'
  and f.first_seen <= m.date and (f.valid_to is null or m.date < f.valid_to)
qualify row_number() over (
  partition by m.post_id, m.ordinal order by f.first_seen, f.name) = 1
order by all""",
    ),
    Question(
        "Posts a day by the index that their funds track:",
        """\
select date, tracked_index, count(distinct post_id) n_posts
from fund_mentions where tracked_index is not null
group by all order by all""",
    ),
)


def questions() -> str:
    """The section of data/README.md."""
    parts = ["# Questions\n", "In `guandian query`, DuckDB's SQL:\n"]
    parts += [f"{one.words}\n\n```sql\n{one.sql}\n```\n" for one in QUESTIONS]
    return "\n".join(parts)
