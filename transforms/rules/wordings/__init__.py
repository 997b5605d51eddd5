"""The wordings of legal notices, in the order in which they are looked for."""

from transforms.rules.wordings.advice import ADVICE_WORDINGS
from transforms.rules.wordings.fund import FUND_WORDINGS
from transforms.rules.wordings.opinion import OPINION_WORDINGS, RISK_WORDINGS
from transforms.rules.wordings.riders import RIDERS
from transforms.rules.wordings.wording import Strength, Wording

WORDINGS: tuple[Wording, ...] = (
    *FUND_WORDINGS,
    *ADVICE_WORDINGS,
    *OPINION_WORDINGS,
    *RISK_WORDINGS,
)

__all__ = ["RIDERS", "WORDINGS", "Strength", "Wording"]
