"""What must not be read by whoever gets a gift (ec.md §4.5)."""

import re

from app.commerce.labels.checking import PRICE

_POINTS = re.compile(
    r"(?:ポイント|ﾎﾟｲﾝﾄ|Point)[\s　]*(?:最大)?[\d０-９.,]*[\s　]*(?:倍|%|％)?(?:還元|付与|UP|アップ)?"
    r"|送料(?:無料|込み?|別)",
    re.I,
)
_EMPTY = re.compile(
    r"【[\s　/／・,、!！]*】|\[[\s　/／・,、!！]*\]|（[\s　]*）|\([\s　]*\)|［[\s　]*］|≪[\s　]*≫"
)
_GAPS = re.compile(r"[ \u3000]{2,}")


def without_amounts(text):
    """The text without prices, points, coupons and what is said about postage; the rest stays as it is."""
    plain = _POINTS.sub("", PRICE.sub("", text))
    return text if plain == text else _GAPS.sub(" ", _EMPTY.sub("", plain)).strip()
