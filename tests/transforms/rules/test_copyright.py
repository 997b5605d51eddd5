import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("未经许可，不得转载、摘编。", ""),
    ("本文为作者原创，未经授权不得转载，违者必究。", ""),
    ("转载请联系作者获得授权", ""),
    ("著作权归作者所有。", ""),
    ("版权所有，侵权必究", ""),
    ("图片来自网络，如有侵权，请联系删除。", ""),
    ("侵删", ""),
    ("原文链接：https://example.com/a?b=1&c=2", ""),
    ("(原文链接)", ""),
    ("本文首发于公众号“某某看盘”。", ""),
    ("鄭重聲明：本文版權歸作者所有，未經授權禁止轉載。", ""),
    ("看好光伏，转载请注明出处。", "看好光伏"),
    ("明天看量能。转载请注明出处。仓位五成。", "明天看量能。仓位五成。"),
]
STAYS = [
    "平台严禁转载未公开信息之后，小作文少了一半。",
    "自媒体晚上会开始转载集采的信息。",
    "游戏的版权归母公司所有，利润全被抽走。",
    "公司因为专利侵权被起诉，产品要从平台下架。",
    "法院认为未经许可使用商标，判赔三千万。",
    "他写“转载请注明出处”，自己却到处抄。",
    "新机首发价便宜五百。",
    "公告链接我贴在评论区，自己看。",
    "禁止转融券的消息一出，小票反弹。",
    "未经审计的数据显示收入持平。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_notices_of_rights_go(line: str, stays: str) -> None:
    assert left(line) == stays
    assert "copyright" in {removal.kind for removal in removals(line)}


@pytest.mark.parametrize("line", STAYS)
def test_the_authors_words_stay(line: str) -> None:
    assert left(line) == line
