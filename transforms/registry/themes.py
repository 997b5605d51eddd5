"""The ways in which people say a fund's theme: without the index house, filler words, endings."""

import re
from collections.abc import Iterator

# Houses of indexes; before a number they stay (上证50, 中证500), before 恒生 there is none.
_HOUSE = re.compile(
    r"^(?:中证全指|中证海外|中证内地|中证香港|中证细分|中证|国证|深证|上证(?=科创)|上证(?!\d|综)|CES|中债|"
    r"标普(?=中国|全球)|南方东英|野村|中华交易服务)(?=\D)"
)
_FILLERS = re.compile(
    r"成份|全指|细分|国际通|互联互通|期货|发起式?|(?<=MSCI)中国|^中国(?=A股)|(?:主题|产业|行业|指数)+$"
)
_SPOKEN = (
    ("上证科创板", "科创"),
    ("科创板50", "科创50"),
    ("纳斯达克", "纳指"),
    ("标准普尔", "标普"),
    ("新能源汽车", "新能源车"),
    ("证券公司", "证券"),
    ("红利低波动", "红利低波"),
    ("恒生中国企业", "恒生国企"),
    ("海外中国互联网", "中概互联网"),
    ("纳斯达克100", "纳指"),
    ("标普500", "标普"),
    ("法国CAC40", "法国"),
)
# What a theme may end in that says how it invests, not what it is called: 天惠|成长, 趋势|投资.
# The commonest endings of the 12,700 themes of listed funds, read one by one.
ENDINGS = (
    "精选|优选|成长|回报|产业|策略|价值|收益|配置|智选|稳健|选股|量化|驱动|增长|先锋|动力|领航|升级|行业|企业|"
    "主题|机遇|严选|甄选|臻选|睿选|趋势|平衡|多策略|投资|领先|优享|进取|机会|优势|创新|健康|生活|灵活|动态|"
    "主动|组合|均衡|龙头|经济|移动|沪港深"
)
_ENDING = re.compile(rf"(?<=..)(?:{ENDINGS})$")
_EMPTY = re.compile(r"(?<=..)(?:主题|行业|产业|投资|企业)$")
_GENERAL = re.compile(rf"(?:{ENDINGS}|消费|医疗|医药|科技|制造|红利|[新大中小]盘?)+")


def spoken_themes(theme: str) -> tuple[str, ...]:
    """An index fund's theme and what people make of it: 中证白酒 → 中证白酒, 白酒."""
    bare = _HOUSE.sub("", theme)
    shorter = [_FILLERS.sub("", one) for one in (theme, bare)]
    ways = [theme, bare, *shorter]
    said = [one.replace(*pair) for pair in _SPOKEN for one in ways if pair[0] in one]
    return tuple(way for way in dict.fromkeys([*ways, *said]) if way)


def stems(theme: str) -> Iterator[str]:
    """What is left of an active fund's theme as its endings go: 趋势投资 → 趋势."""
    while (stem := _ENDING.sub("", theme)) != theme:
        yield stem
        theme = stem


def bare_stem(theme: str) -> str:
    """The theme without a last word that says nothing: 消费行业 → 消费; 消费精选 stays."""
    return _EMPTY.sub("", theme)


def is_plain(theme: str) -> bool:
    """Whether a theme holds none but general words, so that it names nothing by itself."""
    return _GENERAL.fullmatch(theme) is not None
