"""Words that mean something on a label."""

SALES = r"【[^】]*】|［[^］]*］|\[[^\]]*\]|≪[^≫]*≫|《[^》]*》|★[^★]*★|☆[^☆]*☆|◆[^◆]*◆"
"""Bracketed sales talk."""
TOLD = (
    "リチウムイオン電池", "リチウム電池", "電池", "バッテリー", "液体", "化粧品", "香水", "スプレー",
    "危険物", "火薬", "花火", "アルコール", "マニキュア", "ライター", "ガス",
)  # fmt: skip
"""What carriers ask for: it must not disappear from a label."""
HANDLED = {
    "fragile": ("ワレ物", "われ物", "割れ物", "ガラス", "陶器"),
    "care": ("取扱注意", "精密"),
    "up": ("天地無用", "逆さま"),
    "raw": ("生もの", "なまもの", "ナマモノ", "生鮮"),
    "bottle": ("ビン", "瓶"),
    "no_stack": ("下積",),
    "valuable": ("貴重品",),
}
"""What the contents of a product say about how it is handled."""
EMPTY = r"[（(\[【][\s\u3000]*[)）\]】]"
"""Brackets with nothing left in them."""
SEPARATORS = r"[、,，/／・;；\s\u3000]+"
TIMES = "×{}"
_FIGURE = r"[\d０-９][\d０-９,，.]*[\s　]*"
PRICE = rf"[¥￥\\][\s　]*{_FIGURE}|{_FIGURE}(?:円|えん|ポイント|pt\b)|クーポン|税込|税抜"
"""What would tell the recipient of a gift what it cost."""
