"""The explicit fund mentions of a post: its cashtags that name a fund.

Mentions by bare code, name and nickname get their linker later; it enters here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.cashtags import Cashtag, cashtags
from transforms.cleaning import CleanPost
from transforms.funds.names import NameParts, parts
from transforms.spans import Span

# Numbering rules of the two exchanges: these first digits are given to funds alone
# (SH 50 closed-end and REIT, 51 ETF, 52 53 55 56 58 59 ETF; SZ 15 ETF, 16 LOF, 18 closed-end
# and REIT). 580 were warrants until 2011.
_LISTED_FUND_PREFIXES = {
    "SH": ("50", "51", "52", "53", "55", "56", "58", "59"),
    "SZ": ("15", "16", "18"),
}


@dataclass(frozen=True, slots=True)
class FundMention:
    """One place where a post names a fund."""

    zone: str
    span: Span
    surface: str
    name: str
    market: str
    code: str
    method: str
    confidence: float
    parts: NameParts


def fund_mentions(post: CleanPost, companies: Sequence[str]) -> list[FundMention]:
    """The post's fund mentions: those of the title first, then those of the text, in order."""
    in_title = [
        _mention("title", tag, post.title or "", companies) for tag in cashtags(post.title or "")
    ]
    in_text = [_mention(post.zone(tag.span), tag, post.text, companies) for tag in post.cashtags]
    return [mention for mention in [*in_title, *in_text] if is_fund(mention.market, mention.code)]


def is_fund(market: str, code: str) -> bool:
    """Whether a stated market and code are a fund's: off-exchange, or numbered as a listed one."""
    return market == "OTCFUND" or code.startswith(_LISTED_FUND_PREFIXES.get(market, ("-",)))


def _mention(zone: str, tag: Cashtag, text: str, companies: Sequence[str]) -> FundMention:
    return FundMention(
        zone=zone,
        span=tag.span,
        surface=tag.span.of(text),
        name=tag.name,
        market=tag.market,
        code=tag.code,
        method="cashtag",
        confidence=1.0,
        parts=parts(tag.name, companies),
    )
