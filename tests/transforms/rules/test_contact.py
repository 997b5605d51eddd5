import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("想进群的朋友加我微信：manniu_2020", ""),
    ("QQ群：123456789", ""),
    ("商务合作请联系：bd@example.com", ""),
    ("咨询热线：13800001234", ""),
    ("扫码添加小助手，拉你进群。", ""),
    ("评论区留言“牛股”，免费领取明日股票池。", ""),
    ("今晚八点直播间聊半导体，记得预约！", ""),
    ("半导体继续磨底。加微信 manniu2020 进群交流。", "半导体继续磨底。"),
]
STAYS = [
    "联系电话 021-12345678（董秘办），我打过去问了分红的事。",
    "电话：13800001234，这个号码一天打我八次。",
    "邮箱：ir@example.com，上周写信问了产能利用率。",
    "直播报名的散户越多，顶部越近。",
    "广告投放请联系代理商之后再砍价，这是快消品的新常态。",
    "低收入群体的消费恢复更慢。",
    "微信支付的费率下调，收单机构受损。",
    "TQQQ20日线没有破。",
    "结果加了微信就没有下文了。",
    "骗子让他加微信进群，亏了三十万。",
    "直播电商的退货率拖累毛利。",
    "公司领取了药品批件。",
    "手机：出货量1.2亿部。",
    "广告主联系渠道压价。",
    "警惕“加微信领牛股”的骗局。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_contacts_go_and_what_the_author_says_beside_them_stays(line: str, stays: str) -> None:
    assert left(line) == stays
    assert {"ad_contact", "cta_follow"} & {removal.kind for removal in removals(line)}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_chats_groups_and_broadcasts_stays(line: str) -> None:
    assert left(line) == line
