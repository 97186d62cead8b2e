"""Japanese that is data of papers: honours, signs that begin no line, words that tell what a gift cost."""

import re

HONOURS = ("様", "御中", "殿", "さま")
"""What a name may have behind it already."""
NO_START = frozenset(
    "、。，．・：；？！」』）】〉》〕］｝ー々ゝ゛゜…ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?)]}%％※"
)
"""Signs that do not begin a line."""
POINTS = re.compile(
    r"(?:ポイント|ﾎﾟｲﾝﾄ|Point)[\s　]*(?:最大)?[\d０-９.,]*[\s　]*(?:倍|%|％)?(?:還元|付与|UP|アップ)?"
    r"|送料(?:無料|込み?|別)",
    re.I,
)
EMPTY = re.compile(
    r"【[\s　/／・,、!！]*】|\[[\s　/／・,、!！]*\]|（[\s　]*）|\([\s　]*\)|［[\s　]*］|≪[\s　]*≫"
)
