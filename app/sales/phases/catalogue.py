"""The phases a company starts with: `(code, name, probability, standing, criteria, days until stalled)`."""

PHASES = (
    ("10", "引合", 10, "open", "相手の担当者と用件が分かっている", 14),
    ("20", "ヒアリング", 30, "open", "予算・時期・決裁者を確認した", 14),
    ("30", "提案・見積", 50, "open", "提案書または見積書を出した", 21),
    ("40", "交渉・内示", 80, "open", "決裁者と条件を話している", 21),
    ("90", "受注", 100, "won", "", 0),
    ("99", "失注", 0, "lost", "", 0),
)
