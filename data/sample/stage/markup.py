"""Body text of the play → the HTML that the site's editors write."""

import re
from html import escape, unescape

_EMOJI = re.compile(r"\[([\u4e00-\u9fff]{1,3})\]")
_CASHTAG = re.compile(r"\$([^$\n]{1,60}?)\(([A-Z]{2,8}\|?)([A-Z0-9]{1,8})\)\$")
_TAG = re.compile(r"<[^>]+>")
_SECID = {"SH": 1, "SZ": 0, "BJ": 0, "HK|": 116, "NASDAQ|": 105, "OTCFUND|": 150}


def post_html(body: str, is_plain: bool) -> str:
    """Return a guba post's content: paragraphs, or bare text with line breaks."""
    lines = body.split("\n")
    if is_plain:
        return "<br/>".join(_inline(line) for line in lines)
    return "".join(_paragraph(line) for line in lines)


def article_html(body: str) -> str:
    """Return a caifuhao article's content: paragraphs whose cashtags are spans with links."""
    paragraphs = "".join(_paragraph(line) for line in body.split("\n"))
    return (
        f'<div class="xeditor_content app_h5_article">{_CASHTAG.sub(_stock_span, paragraphs)}</div>'
    )


def plain_text(body: str) -> str:
    """Return the text that lists show of a body: no tags, single line feeds."""
    text = unescape(_TAG.sub("", body))
    return "\n".join(line for line in text.split("\n") if line.strip())


def _paragraph(line: str) -> str:
    if line.startswith("<"):
        return line
    return f"<p>{_inline(line)}</p>" if line.strip() else "<p><br></p>"


def _inline(line: str) -> str:
    text = line if line.startswith("<") else escape(line, quote=False)
    return _EMOJI.sub(_emoji, text)


def _emoji(found: re.Match[str]) -> str:
    return (
        '<img class="emot" src="//gbfek.dfcfw.com/face/emot/default/{0}.png" '
        'title="[{0}]" alt="[{0}]">'
    ).format(found[1])


def _stock_span(found: re.Match[str]) -> str:
    _, market, code = found.groups()
    path = f"{market}{code}".replace("|", "/")
    return (
        f'<span class="insert-data guba_stock" data-marketcode="{market}{code}" '
        f'data-markettype="{_SECID.get(market, 0)}" data-stockcode="{code}">'
        f'<a href="http://quote.eastmoney.com/{path}.html">{found[0]}</a> </span>'
    )
