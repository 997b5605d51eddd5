"""Which six-digit numbers are codes at all, and which are counts, days, prices or parts of ids."""

import re
from enum import Enum

from transforms.linking.written_code import WrittenCode

# What is counted. 股吧, 元祖, 手里, 万科, 点评 … begin with a unit and go on as a word.
_UNIT = re.compile(
    r"\s?(?:余|多|来)?(?:亿|万(?![科达华向东里泰])|千[万瓦克米]|百万|元(?![祖隆力])|港[元币]|美[元金]|欧元|英镑|日[元圆]|韩元|人民币"
    r"|股(?![吧票东价权市性民灾指])|吨|桶|盎司|公斤|千克|克拉|公里|米(?!来)|平[方米]|亩|手(?![里上中头握续])|张|份|户|人(?!气)"
    r"|件|辆|台(?!湾)|套|块(?!头)|倍|点(?![评赞位])|点钟|次|条(?!件)|例|篇|票|字(?!节)|家(?!电)|个(?!股)|粉丝|阅读|mwh?|gwh?|kw|kg|km"
    r"|usd|rmb|cny|hkd|吨标|标准箱|teu|度电|名|头(?!部)|只(?![有是要能会不想怕跌涨为])|座|间|批|周年|会员|年会员|半年会员)"
)
_COUNTED = re.compile(
    r"(?:(?<!\))\$|[¥*×=<>≈~+^@]|[0-9][-~–—:]|(?<=[0-9])(?<![0-9]{6})/|[0-9]{7}/|[a-z][/=_\-#]"
    r"|第|共计?|合计|总计|高达|多达|人民币|港币|美元|usd|rmb|颜色|#)[:\s]*$"
)
# Whatever ends so has numbers of its own, but codes of funds and days, and 加码, 筹码: they go up.
_NUMBERED = re.compile(
    r"(?:邮编|邮箱|电话|传真|手机|微信|qq|群|许可证|(?<![a-z])(?:id|no\.?)|房间|门牌|订单|口令"
    r"|(?<!代)(?<![0-9一二三四五六七八九十])号(?:码|是)?"
    r"|(?<![代加筹砝起])码)\s?[(\[【]?(?:是|为|叫|填|就是|[:=\s])*$"
)
# Of a car: the province, a letter, the number. 沪A is also the stock market, 创新A a fund's end.
_PLATE = re.compile(
    r"(?:车牌(?:号码?|是|为|[:\s])*|(?<![\u4e00-\u9fff]))"
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·•]?$"
)
_PHONE = re.compile(r"[-–/:][0-9](?![0-9]{5}(?![0-9]))")
_BRACKETS = {"(": ")", "[": "]", "【": "】"}
_DAY = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])|2[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
)
# Sums are round, 600000 and 588000 are codes as well.
_ROUND = re.compile(r"[0-9]{3}000")
_SUM = re.compile(
    r"(?:[跌亏赚涨买花投存取借还交付赔贷套有是到了]|本金|现金|资金|市值|[工薪]资|收入|利润)\s?$"
)
# Numbers that people write for their looks: 666666, 123456, 999999.
_MADE = re.compile(r"([0-9])\1{5}|123456|654321|([0-9]{2})\2\2")
_LABEL = re.compile(
    r"(?:(?:代码|基金|股票|个股|证券|产品)(?:编号|编码|号码?)?|etf|lof|联接|[a-i]类?|[a-i]份额)[:(\[【为是\s]*$"
)
# Prefixes that stand only for what is traded on an exchange; other numbers need to be spoken of
# as something that can be bought.
_TRADED = (
    "15", "16", "18", "50", "51", "52", "53", "55", "56", "58", "59",
    "000", "001", "002", "003", "30", "60", "68", "83", "87", "92", "43",
)  # fmt: skip
_SPOKEN_OF = re.compile(
    r"基金|净值|定投|申购|赎回|持有|持仓|仓|买|卖|代码|etf|lof|联接|混合|债|指数|股|涨|跌|收益|份额|支付宝|[a-i]类"
)
# Beside another code, or with its share of a portfolio: 161725 20%, 110011 30%.
_IN_LIST = re.compile(r"[0-9]{6}\s?[、,/;和]?\s?$")
_IN_LIST_BEHIND = re.compile(r"\s?(?:[、,/;和]\s?[0-9]{6}(?![0-9])|[:(]?\s?[0-9.]{1,5}%)")
# A share class behind a code is a fund's: 270042(A).
_CLASS_BEHIND = re.compile(r"\s?\([a-i]类?\)")
_REACH = 12


class Verdict(Enum):
    """What a number is; OPEN: nothing speaks for a code or against it, a list may."""

    CODE = "code"
    OTHER = "other"
    OPEN = "open"


def verdict(form: str, written: WrittenCode) -> Verdict:
    """Whether the number is a code: its surroundings say so, or its name stands beside it."""
    said = _by_surroundings(written.code, *_around(form, written))
    if said is not Verdict.CODE and written.named(form):
        return Verdict.CODE
    return said


def _by_surroundings(code: str, before: str, after: str) -> Verdict:
    if _UNIT.match(after) or _PHONE.match(after):
        return Verdict.OTHER
    if _COUNTED.search(before):
        return Verdict.OTHER
    if _PLATE.search(before):
        return Verdict.OTHER
    if _LABEL.search(before):
        return Verdict.CODE
    if _NUMBERED.search(before):
        return Verdict.OTHER
    if _DAY.fullmatch(code) or _MADE.fullmatch(code):
        return Verdict.OTHER
    if _ROUND.fullmatch(code) and _SUM.search(before):
        return Verdict.OTHER
    return Verdict.CODE if _is_spoken_of(code, before, after) else Verdict.OPEN


def _is_spoken_of(code: str, before: str, after: str) -> bool:
    if code.startswith(_TRADED) or _stands_in_brackets(before, after):
        return True
    if _IN_LIST.search(before) or _IN_LIST_BEHIND.match(after) or _CLASS_BEHIND.match(after):
        return True
    return _SPOKEN_OF.search(before + after) is not None


def _around(form: str, written: WrittenCode) -> tuple[str, str]:
    start, end = written.span
    return form[max(0, start - _REACH) : start], form[end : end + _REACH]


def _stands_in_brackets(before: str, after: str) -> bool:
    return bool(before and after) and _BRACKETS.get(before[-1]) == after[0]
