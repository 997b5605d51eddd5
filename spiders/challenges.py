"""Telling a challenge page, which comes as HTTP 200, from a page of the site."""

import re

# Seen on guba as 身份核实; the others are the usual names of such pages.
CHALLENGE_TITLES = frozenset({"身份核实", "验证", "访问验证", "安全验证", "人机验证"})

# Statuses with which sites send an unwelcome visitor away.
REFUSALS = frozenset({403, 418, 429})

# Bounded, and without two ways to match the same blanks: a page must not cost us minutes.
TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,200})</title>", re.IGNORECASE)


def is_challenge(url: str, text: str) -> bool:
    """Whether this asks who we are instead of answering.

    A page with its own data is never one: normal pages load the captcha script too, and 验证
    stands in real titles.
    """
    if "var article_list" in text or "var post_article" in text:
        return False
    title = TITLE.search(text[:10_000])
    is_titled = title is not None and title.group(1).strip() in CHALLENGE_TITLES
    return is_titled or "fd_guba_validate" in text or "fd_guba_validate" in url
