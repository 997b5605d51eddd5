"""The slogan that investing has its risks."""

from transforms.rules.notices import notice
from transforms.rules.rule import Rule

RULES = (
    Rule(
        id="risk_warning.slogan",
        kind="risk_warning",
        hints=("谨慎", "慎重", "小心", "理性", "审慎"),
        judge=notice("risk_warning.slogan"),
        strip="股市有风险，投资需谨慎！",
        keep="墙上那句“股市有风险，入市需谨慎”挂了二十年。",
        taught_by="posts of all sites (text.md §1)",
    ),
)
