"""How files of other programs write yes and no."""

from app.kernel.text import fold

YES = frozenset(map(fold, ("1", "true", "yes", "y", "on", "○", "〇", "✓", "はい", "有", "有り", "あり")))
NO = frozenset(map(fold, ("0", "false", "no", "n", "off", "×", "-", "いいえ", "無", "無し", "なし")))
