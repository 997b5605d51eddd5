import pytest

from tests.transforms.rules.left import left, removals

GOES = [
    ("由AI算法生成（网信算备310000000000000000019号），不构成投资建议。", ""),
    ("以上内容由某某之星整理（網信算備110000000000000000019號），与本站立场无关。", ""),
    ("内容由AI生成，请仔细甄别", ""),
    ("（本文由DeepSeek整理）", ""),
    ("仓位五成。本文由AI辅助生成，仅供参考。", "仓位五成。"),
    ("分歧在估值 ⚠️ 免责声明 此 Recap 由 AI 基于公开内容整理，不构成投资建议。", "分歧在估值"),
]
STAYS = [
    "以后代码都由AI生成，程序员的活少一半。",
    "公司的客服内容由AI生成，成本降了三成。",
    "网信算备名单又更新了一批。",
    "AI生成视频的价格战开打。",
    "文章里说的AI应用，落地的只有编程。",
    "他标着“内容由AI生成”，其实是自己写的。",
]


@pytest.mark.parametrize(("line", "stays"), GOES)
def test_notices_go_and_flag_the_post(line: str, stays: str) -> None:
    assert left(line) == stays
    assert "ai_generated_notice" in {removal.kind for removal in removals(line)}


@pytest.mark.parametrize("line", STAYS)
def test_talk_of_machines_stays(line: str) -> None:
    assert left(line) == line
