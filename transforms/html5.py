"""A page of any site as browsers build it, less what neither its readers nor machines read."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from transforms.page import Page
from transforms.tree import parsed

_UNREAD = (
    "style, svg, iframe, noscript, template, object, embed, canvas, select, button,"
    " script:not([type*='ld+json' i])"
)
# Text for search engines alone stands far outside of the window.
_GONE = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none"
    r"|(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-(?:999|\d{4,}))",
    re.IGNORECASE,
)
_VEILED = re.compile(
    r"(?<![\w-])(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$))", re.IGNORECASE
)
# A veil over so much of a page's clauses hides the page.
_LIFTED_SHARE = 0.8
_SENTENCE_END = re.compile(r"[，。！？；]")


def rebuilt(page: Page) -> Page:
    """The page with the tree of HTML5: broken markup mended, scripts, comments and all hidden out.

    A veil over most of what the page says is one that a script lifts (all articles of WeChat).
    """
    tree = parsed(page.text)
    _drop(tree, _UNREAD)
    _mark_hidden(tree)
    _drop(tree, "[hidden]")
    return replace(page, text=_without_comments(tree.html or ""))


def _drop(tree: LexborHTMLParser, selector: str) -> None:
    # The outermost alone: what lies within an element that is gone must not be touched again.
    for node in tree.css(f":is({selector}):not(:is({selector}) *)"):
        node.decompose()


def _mark_hidden(tree: LexborHTMLParser) -> None:
    most_said = max(_LIFTED_SHARE * _n_clauses(tree.body), 1)
    for node in tree.css("body [style]"):
        style = node.attributes.get("style") or ""
        if _GONE.search(style):
            node.attrs["hidden"] = ""
        elif _VEILED.search(style):
            is_lifted = _n_clauses(node) >= most_said
            node.attrs["style" if is_lifted else "hidden"] = ""


def _n_clauses(node: LexborNode | None) -> int:
    return len(_SENTENCE_END.findall(node.text())) if node is not None else 0


def _without_comments(markup: str) -> str:
    """Markup as lexbor writes it: each comment has its end, and no text holds a `<`."""
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start)) >= 0:
        kept.append(markup[at:start])
        at = end + len("-->")
    return "".join([*kept, markup[at:]])
