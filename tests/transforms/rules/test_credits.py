import pytest

from tests.transforms.rules.left import left, removals

# A credit, what is left of its line, and the source that it names.
SOURCES = [
    ("来源：南方都市报", "", "南方都市报"),
    ("（来源：某某都市报 作者：徐小一 彭小二）", "", "某某都市报"),
    ("来源：《某某日报》（2015年08月21日02版）", "", "某某日报"),
    ("来源：新浪财经高盛集团今天上调了评级。", "高盛集团今天上调了评级。", "新浪财经"),
    ("（来源：某某新闻网，2021-04-08）所以短期内会延续。", "所以短期内会延续。", "某某新闻网"),
    ("来源：上海证券报上周，三大股指有所分化。", "上周，三大股指有所分化。", "上海证券报"),
    ("来源 | 综合某某发布、某某晚报", "", "某某发布、某某晚报"),
    ("2021-05-24 10:20:00 来源: 某某晚报", "", "某某晚报"),
    ("本文转载自微信公众号某某看盘", "", "某某看盘"),
    ("本文由 小王© 授权 某某网 发表，并经某某网编辑。", "", "小王"),
    ("数据来源：Wind，截至2021年3月23日。", "", None),
    ("（数据来源：Wind，2021-4-9，风险提示：市场有风险，投资需谨慎）", "", None),
    ("数据来源：Wind【A股市场】上证指数收涨。", "【A股市场】上证指数收涨。", None),
    ("图片来源：摄图网", "", None),
    ("来源：财联社，央行今日降准。", "央行今日降准。", "财联社"),
    ("来源：财联社7月3日电，工信部开会。", "工信部开会。", "财联社"),
    ("来源：公众号“某某看盘”（ID：moumou）", "", "某某看盘"),
]
PEOPLE = [
    ("责任编辑：王小明", ""),
    ("（校对/Mike）", ""),
    ("[责任编辑：赵小军 PK100]", ""),
    ("文 | 王小明 编辑 | 李小红", ""),
    ("编辑 王小明 校对 李小红", ""),
    ("《某某》作者 王小明", ""),
    ("（作者为某某大学经济学院教授）", ""),
    ("作者系某某研究院高级研究员", ""),
    ("央行开展逆回购。（记者 王小明 李小红）", "央行开展逆回购。"),
    ("某券商   每经记者：王小明 每经编辑：李小红、赵小军 后面还有话。", "某券商   后面还有话。"),
]
STAYS = [
    "这次回购的资金来源：自有资金和专项贷款。",
    "利润来源：一是房租，二是分红。",
    "来源：自有资金，期限一年。",
    "来源：房租和分红，都很稳，我不担心。",
    "数据来源于公司年报，我自己算了一遍毛利。",
    "（来源：公司公告，预计明年利润增长三成）",
    "他在群里发“来源：某某内参”，一查是编的。",
    "转自营盘之后他更谨慎了。",
    "摘自己的桃子最甜。",
    "公司的流量来源于第三方平台，议价能力弱。",
    "这款药由海外公司授权引进，首付款三千万美元。",
    "编辑部没人看盘。",
    "编辑：这篇稿子我改了三遍，还是没写清楚。",
    "记者：请问下半年的订单怎么样？",
    "记者：为什么？",
    "作者：我认为这里是底部",
    "作者系好安全带再说吧。",
    "（编辑功能这次升级很大）",
    "基因编辑 李氏团队的数据最好。",
    "文/理科生的收入差距缩小了。",
    "图：上面是日线，下面是周线。",
    "策划：三年之后再看这笔并购，值不值。",
]


@pytest.mark.parametrize(("line", "stays", "name"), SOURCES)
def test_a_source_goes_and_its_name_is_kept(line: str, stays: str, name: str | None) -> None:
    found = removals(line)
    assert left(line) == stays
    assert {removal.kind for removal in found} == {"source_credit"}
    assert [removal.value for removal in found] == [name] * len(found)


@pytest.mark.parametrize(("line", "stays"), PEOPLE)
def test_people_are_credited_and_go(line: str, stays: str) -> None:
    assert left(line) == stays
    assert {removal.kind for removal in removals(line)} == {"editor_credit"}


@pytest.mark.parametrize("line", STAYS)
def test_the_authors_words_stay(line: str) -> None:
    assert left(line) == line
