import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("欢迎关注公众号“慢牛札记”。", ""),
    ("更多复盘，请关注微信公众号：慢牛札记", ""),
    ("觉得不错，点个赞再走吧", ""),
    ("原创不易，欢迎点赞、转发、在看，谢谢支持！", ""),
    ("长按识别下方二维码，关注我们。", ""),
    ("想看全部数据，请点击左下角“阅读原文”。", ""),
    ("微信公众号：慢牛札记", ""),
    ("有不同看法的可以在评论区留言。", ""),
    ("创新药没有坏。欢迎关注公众号：慢牛札记", "创新药没有坏。"),
    ("半导体还要磨底，想看后续，请关注我的公众号《慢牛札记》。", "半导体还要磨底"),
    ("【点击主页，关注公众号，更多精彩】银行今天领涨。", "银行今天领涨。"),
    ("纪要请关注公众号“慢牛札记”1. 产品和营销怎么打通？", "1. 产品和营销怎么打通？"),
]
STAYS = [
    "关注的公众号十个有九个喊底。",
    "我关注公众号三年了。",
    "建议关注低估值的银行。",
    "关注业绩能不能兑现。",
    "视频的点赞率比上月高。",
    "给监管层点赞，这次出手够快。",
    "现在看，去年偏乐观了。",
    "消费者扫码支付的笔数涨了两成。",
    "他劝我“关注公众号领牛股”，我笑了笑。",
    "研报的阅读原文链接失效了。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_calls_go_and_what_the_author_says_beside_them_stays(line: str, stays: str) -> None:
    assert left(line) == stays
    assert "cta_follow" in {removal.kind for removal in removals(line)}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_accounts_and_likes_stays(line: str) -> None:
    assert left(line) == line
