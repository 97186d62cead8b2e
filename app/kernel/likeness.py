"""Keys of names, addresses, telephone numbers and mail addresses: two texts are alike when their keys are equal.

A key is for comparing only (twins, bundles, black lists, blind indexes) and is never shown or stored in the place of
what was written. Making the key of a key changes nothing.
"""

import re
from functools import lru_cache

from app.kernel.text import fold, nfkc
from app.kernel.variants import VARIANTS

_KANJI = "株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益|特例)?(?:社団|財団)法人|(?:医療|学校|社会福祉)法人"
_SHORT = r"\((?:株|有|同|資|名|社|財|医|学|一社|一財)\)"
_WESTERN = r"\b(?:co\.?,? ?ltd|corporation|company|limited|corp|inc|ltd|llc|k\.k)\b\.?"
COMPANY_FORMS = re.compile(f"{_KANJI}|{_SHORT}|{_WESTERN}")
"""Legal forms in a folded name."""
JOINTS = re.compile(r"[\s・\-.,、。'’()]+")
"""What stands between the words of a folded name."""
_HONORIFIC = re.compile(r"(?<=.)(?:様|御中)$")

SHORTEST_PHONE = 9
_OTHER_NUMBER = re.compile(r"[/、,;\n]|内線|ext", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_WITHOUT_ZERO = re.compile(r"[1-9][0-9]{8}|[2356789]0[0-9]{8}")

_SELECTORS = re.compile("[\U000e0100-\U000e01ef]")
_NUMERALS = "〇零一二三四五六七八九十百"
_KANJI_LETTER = "[\u4e00-\u9fff々]"
_NUMBERED = re.compile(
    f"[{_NUMERALS}]+(?=丁目|条|番|号|線|地割|軒|階|-)|(?<=-)[{_NUMERALS}]+(?!{_KANJI_LETTER})"
)
_PARTED = re.compile(r"(?<=[0-9])[ ,、.・/~の]+(?=[0-9])")
_SILENT = re.compile(r"[ ,、.。・/'’\"()「」\[\]〒]+|大字|小字|(?<!文)字")
_GA = re.compile(f"[ゖゕけが](?={_KANJI_LETTER})")
_NO = re.compile(f"[の乃之](?={_KANJI_LETTER})")
_COUNTERS = re.compile(
    r"(?<=[0-9])(?:丁目|丁(?=[0-9])|番地|番(?![町丁館街通])|号室|号(?![線館棟地]))の?(?=([0-9])?)"
)
_FLOOR = re.compile(r"(?<=[0-9])階")
_STRAY = re.compile(r"-{2,}|(?<![0-9])-|-(?![0-9])")
_SPECIAL = re.compile(
    f"[- ,、.。・/~'’\"()「」\\[\\]〒字ゖゕけがの乃之{_NUMERALS}]|(?<=[0-9])[丁番号階]|(?<![ぁ-ゖ])ー"
)


@lru_cache(maxsize=4096)
def name_key(text: str) -> str:
    """Return a person's or company's name without legal form, spaces, dots and 様, its letters as written today.

    株式会社, ㈱ and (株) count for nothing, 髙橋 is 高橋. A name that is nothing else keeps its legal form.
    """
    return _settled(_name_once, _SELECTORS.sub("", text).translate(VARIANTS))


def _name_once(text):
    folded = fold(text).translate(VARIANTS)
    core = JOINTS.sub("", COMPANY_FORMS.sub("", folded)) or JOINTS.sub("", folded)
    return _HONORIFIC.sub("", core)


def mail_key(text: str) -> str:
    """Return a mail address as it is compared: folded, without spaces."""
    return _settled(lambda key: fold(key).replace(" ", ""), text)


def _settled(once, key):
    """Apply `once` until nothing changes: what is left after a removal may fold into something else."""
    while (again := once(key)) != key:
        key = again
    return key


def phone_key(text: str) -> str | None:
    """Return the digits of a telephone number as dialled in Japan (+81 is 0, a lost leading 0 is put back).

    None for what is too short to be a number, and for fillers whose digits repeat (0000000000, 03-0000-0000). Of
    several numbers the first counts; an extension does not. A foreign number keeps its +.
    """
    digits = _dialled(text)
    if len(digits.lstrip("+")) < SHORTEST_PHONE or len(set(digits[3:])) == 1:
        return None
    return digits


def lost_zero(text: str) -> bool:
    """Tell whether a telephone number lost its leading 0 on the way (through a spreadsheet, as a rule)."""
    return _WITHOUT_ZERO.fullmatch(_digits(text)) is not None and not nfkc(text).startswith("+")


def _digits(text):
    return "".join(_DIGITS.findall(_OTHER_NUMBER.split(nfkc(text), maxsplit=1)[0]))


def _dialled(text):
    digits = _digits(text)
    if nfkc(text).startswith("+"):
        return "0" + digits[2:].removeprefix("0") if digits.startswith("81") else f"+{digits}"
    return f"0{digits}" if lost_zero(text) else digits


@lru_cache(maxsize=8192)
def address_key(text: str) -> str:
    """Return a postal address as it is compared: one kind of hyphen, digits, kana and letters, nothing silent.

    4丁目2番8号, ４ー２ー８ and 四-二-八 are 4-2-8; 北三条 is 北3条; ヶ ケ が, の ノ 之 and letters of both
    spellings are equal; 大字, 字, spaces and brackets do not count. The key of an address begins
    with the key of its prefecture and city.
    """
    return _settled(_address_once, fold(_SELECTORS.sub("", text)).translate(VARIANTS))


def _address_once(key):
    if not _SPECIAL.search(key):
        return key
    key = _NUMBERED.sub(lambda run: str(_number(run[0])), key)
    key = _SILENT.sub("", _PARTED.sub("-", key))
    key = _NO.sub("の", _GA.sub("ゖ", key))
    key = _COUNTERS.sub(lambda run: "-" if run[1] else "", key)
    key = _STRAY.sub(lambda run: "-" if len(run[0]) > 1 else "", _FLOOR.sub("f", key))
    return fold(key).translate(VARIANTS)


def _number(kanji):
    """The number of kanji numerals, in words (二十三) or digit by digit (二三)."""
    if not set(kanji) & {"十", "百"}:
        return int("".join(str("零一二三四五六七八九".index(one.replace("〇", "零"))) for one in kanji))
    total = held = 0
    for one in kanji:
        if one in "十百":
            total, held = total + (held or 1) * (10 if one == "十" else 100), 0
        else:
            held = "零一二三四五六七八九".index(one.replace("〇", "零"))
    return total + held
