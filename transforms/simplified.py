"""Traditional characters to the simplified ones that the rules are written in, one for one.

Only characters that stand in words of our rules: matching needs no more, and texts are never
rewritten.
"""

_TRADITIONAL = "聲風險構資議據僅參觀點責編輯來轉載權關註禁內與場負對場證買賣應該據實從買虧損盈謹慎"
_SIMPLIFIED = "声风险构资议据仅参观点责编辑来转载权关注禁内与场负对场证买卖应该据实从买亏损盈谨慎"

SIMPLER = {
    ord(traditional): ord(simplified)
    for traditional, simplified in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)
}
