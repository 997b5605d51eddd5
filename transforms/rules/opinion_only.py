"""That the text is one person's view and nobody else's."""

from transforms.rules.notices import notice
from transforms.rules.rule import Rule

RULES = (
    Rule(
        id="opinion_only.own_view",
        kind="opinion_only",
        hints=(
            "代表",
            "个人",
            "一家之言",
            "作者",
            "笔者",
            "本人",
            "纯属",
            "仅",
            "只是",
            "都是",
        ),
        judge=notice("opinion_only.own_view"),
        strip="文中观点仅代表作者个人看法。",
        keep="这不仅仅代表个人观点，机构的仓位也在往这边走。",
        taught_by="posts of all sites (text.md §1)",
    ),
    Rule(
        id="opinion_only.not_our_stance",
        kind="opinion_only",
        hints=("代表", "立场", "无关", "反映"),
        judge=notice("opinion_only.not_our_stance"),
        strip="以上不代表所在机构立场。",
        keep="一个理事的发言不代表委员会立场，别急着押注降息。",
        taught_by="posts of research houses (text.md §1)",
    ),
)
