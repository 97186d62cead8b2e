"""What shops call things: time slots, temperatures, carriers, のし. Tables of ec.md §2 and §3 as files use them."""

import re
from functools import lru_cache

from app.kernel.text import fold

SLOTS = ("am", "12-14", "14-16", "16-18", "18-20", "18-21", "19-21", "20-21", "pm")
_SLOT_WORDS = {
    "": "none", "0": "none", "00": "none", "none": "none", "指定なし": "none", "指定無し": "none", "なし": "none",
    "希望なし": "none", "時間指定なし": "none",
    "1": "am", "am": "am", "午前": "am", "午前中": "am",
    "2": "pm", "pm": "pm", "午後": "pm",
}  # fmt: skip
_HOURS = re.compile(
    r"(\d{1,2})(?::?00|時)?\s*(?:-|~|から|ー|to)\s*(\d{1,2})(?::?00|時)?(?:まで|頃|の間)?", re.ASCII
)
_PACKED = re.compile(r"(\d{2})(\d{2})", re.ASCII)
_BRACKETS = str.maketrans("", "", "[]()【】「」 ")
_TEMPERATURES = (
    ("frozen", ("冷凍", "フローズン", "frozen")),
    ("chilled", ("冷蔵", "クール", "チルド", "chilled")),
    ("ambient", ("常温", "普通", "ambient")),
)
_TEMPERATURE_MARK = re.compile(r"【\s*温度帯\s*[:：]\s*([^】]*)】")

CARRIERS = {
    1000 + at: name
    for at, name in enumerate(
        "other yamato sagawa japanpost seino seino_super fukuyama meitetsu tonami daiichi niigata chuetsu okaken "
        "kurume sanyo nx_transport eco ems dhl fedex ups nittsu tnt ocs usps sf aramex sgh rakuten_express".split()
    )
}
"""Codes that Rakuten and Yahoo share (formats/carrier_codes.csv)."""
_CARRIER_WORDS = (
    ("yamato", ("ヤマト", "クロネコ", "宅急便", "ネコポス")),
    ("sagawa", ("佐川", "飛脚")),
    ("japanpost", ("日本郵便", "ゆうパック", "ゆうパケット", "郵便")),
    ("seino", ("西濃",)),
    ("fukuyama", ("福山通運",)),
)
NOSHI = (
    "快気内祝", "快気祝", "出産内祝", "結婚内祝", "新築内祝", "内祝", "御結婚御祝", "御出産御祝", "御新築御祝", "御祝",
    "お祝い", "お祝", "御歳暮", "お歳暮", "御中元", "お中元", "御年賀", "お年賀", "御礼", "お礼", "粗品", "寿", "御供",
    "志", "満中陰志", "粗供養", "暑中御見舞", "残暑御見舞", "寒中御見舞", "御見舞", "祝", "無地のし", "無地熨斗",
)  # fmt: skip
_NOSHI_NAME = "（）()「」:：、・ \u3000名入れ"
COD_WORDS = ("代金引換", "代引", "代引き", "コレクト", "COD")


@lru_cache(maxsize=1024)
def slot_of(value):
    """The slot that a text means (`none` for nothing), or None when it cannot be understood."""
    plain = fold(value).translate(_BRACKETS)
    if plain in _SLOT_WORDS:
        return _SLOT_WORDS[plain]
    found = _HOURS.fullmatch(plain) or _PACKED.fullmatch(plain)
    if found is None:
        return "am" if plain.startswith("午前") else None
    start, end = int(found[1]), int(found[2])
    if start < end == 12:
        return "am"
    return f"{start}-{end}" if f"{start}-{end}" in SLOTS else None


@lru_cache(maxsize=1024)
def temperature_in(value):
    """ambient, chilled or frozen when a text speaks of one, else ''."""
    return _first(_TEMPERATURES, value)


@lru_cache(maxsize=1024)
def carrier_of(value):
    """Our code of a carrier by the malls' number, by ours or by a name; '' when it is none we know."""
    if value.isascii() and value.isdigit() and len(value) == 4:
        return CARRIERS.get(int(value), "")
    return value if value in CARRIERS.values() else _first(_CARRIER_WORDS, value)


def _first(table, value):
    return next((name for name, words in table if any(word in value for word in words)), "")


def is_cod(payment):
    """Whether a shop's word for a payment method means cash on delivery."""
    return any(word in payment for word in COD_WORDS)


def noshi_of(value):
    """`(what stands on the のし, whose name)`: names are personal data, so what is unknown counts as one."""
    plain = value.strip()
    if not plain:
        return "", ""
    word = next((one for one in NOSHI if plain.startswith(one)), "")
    return word or "のし", plain[len(word) :].strip(_NOSHI_NAME)


def marked_temperature(remarks):
    """`(temperature, the rest)` of remarks that carry 【温度帯：…】, as NextEngine's files do."""
    found = _TEMPERATURE_MARK.search(remarks)
    if found is None or not temperature_in(found[1]):
        return "", remarks
    return temperature_in(found[1]), (remarks[: found.start()] + remarks[found.end() :]).strip()
