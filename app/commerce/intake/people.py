"""Persons out of cells: names, readings, telephone numbers, and addresses that were written in one piece."""

import re
import unicodedata
from functools import lru_cache

from app.commerce.intake.cells import code
from app.commerce.persons.person import Person
from app.kernel.text import nfkc

PREFECTURES = tuple(
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 "
    "東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 "
    "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県".split()
)
"""In the order of their JIS codes, 01 first."""
_ROMAN = (
    "hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata "
    "toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori "
    "shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki "
    "kagoshima okinawa"
).split()
_BY_ROMAN = dict(zip(_ROMAN, PREFECTURES, strict=True))
# Names that hold 市, 区, 町 or 村 themselves come before the plain rule.
_CITY = re.compile(
    r"(?:市川|市原|四日市|廿日市|野々市|大和郡山|郡山|小郡|蒲郡|十日町|町田|大町|田村|村山|東村山|武蔵村山|羽村|村上|大村|"
    r"玉村|区)市(?:[^市区町村]{1,4}区)?"
    r"|(?:余市|高市|[^市区町村]{1,4})郡(?:玉村|大町|市貝|上市|下市|[^町村]{1,6})[町村]"
    r"|[^市区町村郡]{1,6}市(?:[^市区町村\d]{1,4}区)?"
    r"|[^市区町村]{1,4}区"
    r"|[^市区町村]{1,6}[町村]"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑–—―−－ー─ｰ", "-"))
_COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|㈱|㈲|[(（][株有][)）]|御中|法人|商店|商会|事務所|協会"
)
_GAP = re.compile(r"[ \u3000]+")
_ABROAD = re.compile(r"^'?\+81[ \-]?0?(?=[0-9])")


@lru_cache(maxsize=4096)
def name_of(value):
    """`(family, given)`: cut at the one gap between two words; a firm, or what cannot be cut, is family as a whole."""
    plain = value.strip()
    parts = _GAP.split(plain)
    if len(parts) != 2 or _COMPANY.search(plain):
        return plain, ""
    return parts[0], parts[1]


@lru_cache(maxsize=4096)
def postal_of(value):
    """Seven digits, or what was written instead."""
    plain = nfkc(value).lstrip("'〒").translate(_DASHES).strip()
    digits = plain.replace("-", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() and len(digits) == 7 else plain


@lru_cache(maxsize=4096)
def kana_of(value):
    """A reading with full-width kana."""
    return nfkc(value)


def phone_of(row, *fields):
    """The telephone number as written, the parts of several cells joined by hyphens."""
    return "-".join(part for part in (code(row, one).lstrip("'") for one in fields) if part)


def at_home(phone):
    """A number from abroad's point of view (`+81 90-0000-1234`) as one dials it here."""
    return _ABROAD.sub("0", phone) if "+81" in phone else phone


@lru_cache(maxsize=256)
def prefecture_of(value):
    """The prefecture that `JP-13`, `Tokyo`, `Tōkyō` or `東京` mean; what is none stays as it is."""
    plain = value.strip()
    if plain in PREFECTURES or not plain:
        return plain
    number = plain.removeprefix("JP-")
    if number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= len(PREFECTURES):
        return PREFECTURES[int(number[:3]) - 1]
    roman = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).lower()
    if found := _BY_ROMAN.get(re.sub(r"[-\s]*(to|fu|ken|do|prefecture)$", "", roman), _BY_ROMAN.get(roman)):
        return found
    return next((one for one in PREFECTURES if one[:-1] == plain), plain)


def city_of(value):
    """`(city, rest)` of an address below the prefecture; no city when it cannot be told."""
    plain = value.strip()
    found = _CITY.match(plain)
    return (found[0], plain[found.end() :].strip()) if found else ("", plain)


@lru_cache(maxsize=4096)
def address_of(*lines):
    """`(prefecture, city, street, building)` of an address in one line or several: the first holds prefecture and city.

    Nothing is lost: what cannot be told apart stays in the street.
    """
    parts = [line.strip() for line in lines if line.strip()]
    if not parts:
        return "", "", "", ""
    first = parts[0]
    prefecture = next((one for one in PREFECTURES if first.startswith(one)), "")
    city, rest = city_of(first[len(prefecture) :])
    if not rest and len(parts) > 1:
        rest = parts.pop(1)
        if not city:
            city, rest = city_of(rest)
    if not any(letter.isdigit() for letter in rest) and len(parts) > 1 and parts[1][:1].isdigit():
        rest += parts.pop(1)
    return prefecture, city, rest, " ".join(parts[1:])


def whole_person(name, kana="", *, phone="", mail="", postal="", address=("", "", "", ""), company=""):
    """A Person whose name and reading came in one piece each."""
    family, given = name_of(name)
    family_kana, given_kana = name_of(kana_of(kana))
    prefecture, city, street, building = address
    return Person(
        family=family, given=given, family_kana=family_kana, given_kana=given_kana, company=company.strip(),
        postal=postal_of(postal), prefecture=prefecture, city=city, street=street, building=building,
        phone=phone, mail=mail,
    )  # fmt: skip
