"""What must not be read by whoever gets a gift (ec.md §4.5)."""

import re

from app.commerce.label_names.applying import PRICE
from app.commerce.papers.catalogue import EMPTY, POINTS

_GAPS = re.compile(r"[ \u3000]{2,}")


def without_amounts(text):
    """The text without prices, points, coupons and what is said about postage; the rest stays as it is."""
    plain = POINTS.sub("", PRICE.sub("", text))
    return text if plain == text else _GAPS.sub(" ", EMPTY.sub("", plain)).strip()
