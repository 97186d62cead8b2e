"""Sentences one taps into a report."""

PHRASES = (
    "現状を伺った。",
    "見積を提出した。",
    "社内で検討いただく。",
    "次回は決裁者に説明する。",
    "不在のため折返しを依頼した。",
)
