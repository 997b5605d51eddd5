import pytest

from tests.transforms.rules.left import left, removals

GONE = {
    "platform_disclaimer": [
        "郑重声明：用户在本社区发表的所有资料、言论等仅代表个人观点",
        "举报 郑重声明：用户在财富号等社区发表的所有信息与本网站立场无关。",
        "声明：某某网刊载此文出于传播更多信息之目的，并不意味着赞同其观点。",
        "以上文章观点仅代表作者本人，不代表新浪的立场。",
        "平台声明：以上内容由自媒体用户上传，本平台仅提供信息存储空间服务。",
        "Notice: The content above was uploaded by a user of a platform for storage services.",
        "本网站不保证该信息全部或者部分内容的准确性、真实性、完整性。",
    ],
    "platform_footer": [
        "沪ICP备05006054号-11",
        "关于我们 | 网站地图 | 联系我们",
        "© 2001-2026 某某网络技术有限公司版权所有",
    ],
    "platform_chrome": [
        "♥ 收藏 A 大 中 小 分享到：",
        "• 3 • 4 • ♥ 收藏 • A 分享到:",
        "点赞(12) 评论(3) 收藏",
        "追加内容",
        "- THE END -",
        "股吧首页 > 半导体吧 > 帖子正文",
    ],
    "platform_inline_ad": [
        "想炒股，先开户！选东方财富证券，行情交易一个APP搞定>>",
        "更多精彩内容请下载雪球APP",
    ],
}
STAYS = [
    "公司郑重声明：用户在平台发表的不实信息，我们会起诉。",
    "他说“本平台仅提供信息存储服务”，法院没有采信。",
    "我发这篇是为了传递更多信息，不是要谁跟着买。",
    "央行的立场与本平台立场不同？别把两件事混在一起。",
    "粤ICP备案的公司多了一成。",
    "点赞评论转发都涨了三倍，可是股价没动。",
    "收藏 这只票三年了，今天终于解套。",
    "恒生科技吧 里都是喊单的。",
    "追加内容我写在评论区了。",
    "下载同花顺APP的人突然多了，散户要进场的信号。",
]


@pytest.mark.parametrize(("kind", "line"), [(k, line) for k, ls in GONE.items() for line in ls])
def test_furniture_goes_wholly(kind: str, line: str) -> None:
    assert {removal.kind for removal in removals(line)} == {kind}
    assert left(line) == ""


@pytest.mark.parametrize("line", STAYS)
def test_the_authors_words_stay(line: str) -> None:
    assert left(line) == line


def test_what_follows_the_heading_of_an_addition_is_the_authors() -> None:
    assert left("追加内容\n收盘前又加了一成。") == "收盘前又加了一成。"


def test_a_header_pulled_into_the_text_goes_and_the_text_stays() -> None:
    line = (
        "缩量调整 某某资讯 2026-05-27 16:44:59 来自上海 4 22 ♥ 收藏 A 大 中 小 分享到： 今天缩量。"
    )
    assert left(line) == "今天缩量。"


def test_a_disclaimer_behind_the_authors_sentence_leaves_it() -> None:
    line = "仓位五成。郑重声明：用户在股吧发表的所有信息仅代表个人观点。"
    assert left(line) == "仓位五成。"
