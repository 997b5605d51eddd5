"""Notices that a machine wrote or put together a text: they go, and the post is flagged."""

import re

from transforms.rules.judges import FRESH, pieces
from transforms.rules.rule import Rule

_MACHINE = (
    r"(?:(?:生成式)?AI(?:GC)?|A\.I\.|人工智能|(?:AI)?大模型|智能(?:写作|写稿|助[手理])?机器人"
    r"|机器人|智能(?:写作|写稿|助手)|算法"
    r"|ChatGPT|GPT-?[\d.o]*|DeepSeek|豆包|文心一言|通义千问|千问|Kimi|元宝|Claude|Gemini|混元"
    r"|讯飞星火|妙想)"
)
_MADE = (
    r"(?:自动|辅助|智能|协助|参与)?(?:生成|整理|撰写|创作|写作|总结|编写|提炼|润色|制作|翻译"
    r"|编译|合成|摘要|输出|汇总|完成|绘制|作图)"
)
_TEXT = (
    r"(?:(?:本|此|该|以上|以下|上述|文中|部分|全部|相关)?\s?(?:文章|文|内容|摘要|图片|配图|插图"
    r"|封面|资讯|报告|总结|稿件|纪要|译文|回答|视频|音频|信息|Recap|recap|简报|快讯)(?:图)?|本篇"
    r"|作者声明)"
)
# Clauses that follow in the notice's own sentence.
_MORE = (
    r"(?:\s*[,、]?\s*(?:仅供|不构成|不代表|请|可能|如有|如数据|不保证|与[^,。]{0,10}立场|准确性"
    r"|真实性|注意|未经|经人工|由人工|人工|仍需|存在)[^,。!?;\n]*)*[。!]?"
)
_PAREN = r"(?:\s*\([^()\n]{0,60}\))?"
_HEADING = r"(?:[⚠️\W_]*(?:免责声明|声明|提示|注|说明|作者声明)[\s:]*)?"
_NOTICE = re.compile(
    FRESH
    + rf"{_HEADING}[*#(\[【]*\s*{_TEXT}[^,。!?;\n]{{0,8}}(?:由|为|系|经|是|通过|使用|借助|采用"
    rf"|来自|含|包含|基于)\s*[^,。!?;\n]{{0,10}}?{_MACHINE}\s*[^,。!?;\n]{{0,24}}?{_MADE}"
    rf"(?:的?(?:内容|图片|配图|文章|摘要|结果|素材))?{_PAREN}(?![\w(“])[)\]】]?(?>{_MORE})"
    # 内容由AI生成,这行字哪都有: talked about.
    r"(?!\s*[,:]\s*这(?:[句话是行]|几个字))"
    r"|"
    + FRESH
    + rf"{_HEADING}[*#(\[【]*\s*(?:本内容|内容)?由?\s?{_MACHINE}\s?{_MADE}(?:的?内容)?[)\]】]?"
    rf"(?:[,。]\s*(?:仅供|请|不构成|注意|未经)[^,。!?;\n]*)*(?=[。!)\]】]?\s*$|\n)[。!]?"
)
_NUMBER = r"(?:网信算备|(?:算法|模型)备案(?:编?号)?)\s*:?\s*\(?[A-Za-z-]*\d{6,24}(?:号)?\)?"
# A notice says who made what before the number; a bare number fills its line.
_REGISTERED = re.compile(
    FRESH
    + r"(?:(?:以上|上述|以下|本|此|该|文中|内容|由|AI|[(\[【])[^。!?;\n]{0,50}?"
    + rf"(?:生成|整理|合成|创作|撰写|总结)[^。!?;\n]{{0,12}}?{_NUMBER}{_MORE}"
    + rf"|{_NUMBER}(?=[)\]】。]?\s*$))"
)

RULES = (
    Rule(
        id="ai_generated_notice.registered",
        kind="ai_generated_notice",
        hints=("网信算备", "算法备案", "模型备案"),
        judge=pieces(_REGISTERED),
        strip="以上内容由某某数据根据公开信息整理，由AI算法生成（网信算备110000000000000000019号），与本站立场无关。",
        keep="网信算备名单又更新了一批，国产模型有四十个。",
        taught_by="articles of data portals of 2024 to 2026 (text.md §1)",
    ),
    Rule(
        id="ai_generated_notice.made",
        kind="ai_generated_notice",
        hints=(
            "AI",
            "人工智能",
            "大模型",
            "机器人",
            "ChatGPT",
            "GPT",
            "DeepSeek",
            "豆包",
            "文心一言",
            "千问",
            "Kimi",
            "智能写",
            "元宝",
        ),
        judge=pieces(_NOTICE, n_before=2),
        strip="本文由AI辅助生成，仅供参考。",
        keep="以后代码都由AI生成，程序员的活少一半，算力还得买。",
        taught_by="posts of 2024 to 2026 (text.md §1)",
    ),
)
