import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.captures import page, post
from transforms.body import tidy
from transforms.capture import Unreadable
from transforms.cleaned import Cleaned, clean_html, clean_text
from transforms.cleaning import clean

OWN = "今天缩量，等方向。\n仓位五成，不动。"
NOTICE = "郑重声明：用户在社区发表的所有信息仅代表个人观点，与本网站立场无关。"
LINES = st.lists(
    st.sampled_from([*OWN.split("\n"), NOTICE, "#缩量# $贵州茅台(SH600519)$", "", " ", "　"])
    | st.text(max_size=20)
)


def restored(cleaned: Cleaned) -> str:
    """The text put together again out of what stayed and what went."""
    left, text, taken = cleaned.body, "", 0
    for removal in cleaned.removals:
        n_kept = removal.span.start - len(text)
        text += left[taken : taken + n_kept] + removal.span.of(cleaned.text)
        taken += n_kept
    return text + left[taken:]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (f"{OWN}\n{NOTICE}", OWN),
        (f"{OWN}\r\n\r\n  {NOTICE}  \r\n", OWN),
        (f"  {OWN} <b>&amp;</b>\n{NOTICE}\n#缩量#", f"  {OWN} <b>&amp;</b>"),
        (OWN, OWN),
        ("", ""),
    ],
)
def test_a_text_keeps_what_is_not_taken_out_as_it_was(text: str, body: str) -> None:
    cleaned = clean_text(text)
    assert (cleaned.text, cleaned.body) == (text, body)
    assert restored(cleaned) == text


@given(LINES)
def test_any_text_is_restored_and_cleaned_as_in_a_run(lines: list[str]) -> None:
    text = "\n".join(lines)
    cleaned = clean_text(text)
    assert restored(cleaned) == text
    in_run = clean(post(html.escape(tidy(text))))
    assert tidy(cleaned.body) == tidy(in_run.body)
    assert [one.rule_id for one in cleaned.removals] == [one.rule_id for one in in_run.removals]


def test_html_counts_in_its_flat_text() -> None:
    cleaned = clean_html(f"<p>今天缩量，等方向。</p><p>仓位五成，<b>不动</b>。</p><p>{NOTICE}</p>")
    assert cleaned.text == f"{OWN}\n{NOTICE}"
    assert cleaned.body == OWN
    assert cleaned.flags["has_disclaimer"] is True


BLOG = (
    "<html><head><title>早评</title></head><body><nav>首页 关于</nav><article>"
    "<p>今天把底仓再减一半，明天看量能不能跟上来再说，其余的都不动，等一个方向。</p>"
    "<p>半导体设备走得最强，红利方向继续休息，仓位放在五到六成，等业绩期过去。</p></article>"
    "<footer>友情链接</footer></body></html>"
)


@pytest.mark.parametrize(
    ("markup", "url", "body"),
    [
        (page(f"<p>缩量，等方向。</p><p>{NOTICE}</p>").decode(), "", "缩量，等方向。"),
        # Neither time nor address: both are needed in a run, not here.
        (BLOG, "", "今天把底仓再减一半"),
        (BLOG, "https://blog.example.com/p/1", "今天把底仓再减一半"),
    ],
)
def test_of_a_whole_page_only_the_post_is_cleaned(markup: str, url: str, body: str) -> None:
    cleaned = clean_html(markup, url=url)
    assert cleaned.body.startswith(body)
    assert "首页" not in cleaned.text
    assert "友情链接" not in cleaned.text


def test_a_page_without_a_post_is_told() -> None:
    with pytest.raises(Unreadable, match="no post page"):
        clean_html("<!DOCTYPE html><html><body></body></html>")


def test_spans_of_content_count_in_the_text_as_given() -> None:
    cleaned = clean_text(f"  {OWN}\r\n\r\n本人持有上述标的。 \r\n其余的不动，等方向。")
    assert [one.span.of(cleaned.text) for one in cleaned.content] == ["本人持有上述标的。"]
