"""Carriers as data (carrier_codes.csv): the codes of malls, what numbers look like, where a parcel is followed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carrier:
    """`name` as shops and papers write it. `rakuten`: the number that Rakuten and our own files use (other
    malls: `malls.carriers`).

    `digits`: `(least, most)` of a number, None where nothing is known. `check`: '7DR' or 'S10' or ''.
    `url`: what stands before the number in the address that follows a parcel, '' for none.
    """

    code: str
    name: str
    rakuten: str
    digits: tuple[int, int] | None = None
    check: str = ""
    url: str = ""


_TNEKO = "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number01="
_SAGAWA = "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo="
_POST = "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1="
_SEINO = "https://track.seino.co.jp/cgi-bin/gnpquery.pgm?GNPNO1="

_ALL = (
    Carrier("yamato", "ヤマト運輸", "1001", (12, 12), "7DR", _TNEKO),
    Carrier("sagawa", "佐川急便", "1002", (12, 12), "7DR", _SAGAWA),
    Carrier("japanpost", "日本郵便", "1003", (11, 13), "7DR", _POST),
    Carrier("seino", "西濃運輸", "1004", (10, 10), "", _SEINO),
    Carrier("seino_super", "セイノースーパーエクスプレス", "1005"),
    Carrier("fukuyama", "福山通運", "1006", digits=(11, 12)),
    Carrier("meitetsu", "名鉄運輸", "1007"),
    Carrier("tonami", "トナミ運輸", "1008"),
    Carrier("daiichi", "第一貨物", "1009"),
    Carrier("niigata", "新潟運輸", "1010"),
    Carrier("chuetsu", "中越運送", "1011"),
    Carrier("okaken", "岡山県貨物運送", "1012"),
    Carrier("kurume", "久留米運送", "1013"),
    Carrier("sanyo", "山陽自動車運送", "1014"),
    Carrier("nx_transport", "NXトランスポート", "1015"),
    Carrier("eco", "エコ配", "1016"),
    Carrier("ems", "EMS", "1017", digits=(13, 13), check="S10"),
    Carrier("dhl", "DHL", "1018"),
    Carrier("fedex", "FedEx", "1019"),
    Carrier("ups", "UPS", "1020"),
    Carrier("nittsu", "日本通運", "1021"),
    Carrier("tnt", "TNT", "1022"),
    Carrier("ocs", "OCS", "1023"),
    Carrier("usps", "USPS", "1024"),
    Carrier("sf", "SFエクスプレス", "1025"),
    Carrier("aramex", "Aramex", "1026"),
    Carrier("sgh", "SGHグローバル・ジャパン", "1027"),
    Carrier("rakuten_express", "Rakuten EXPRESS", "1028"),
    Carrier("other", "その他", "1000"),
)
CARRIERS = {one.code: one for one in _ALL}
_BY_WORD = {word: one for one in _ALL for word in (one.code, one.name, one.rakuten)} | {
    "ヤマト": CARRIERS["yamato"],
    "クロネコヤマト": CARRIERS["yamato"],
    "宅急便": CARRIERS["yamato"],
    "佐川": CARRIERS["sagawa"],
    "飛脚宅配便": CARRIERS["sagawa"],
    "ゆうパック": CARRIERS["japanpost"],
    "郵便局": CARRIERS["japanpost"],
    "西濃": CARRIERS["seino"],
    "福山": CARRIERS["fukuyama"],
}


def carrier_of(code):
    """The carrier of a slip's code; an unknown one is 'other'."""
    return CARRIERS.get(code) or CARRIERS["other"]


def named(word):
    """The carrier that a file means by a word (our code, its name, Rakuten's number), or None."""
    return _BY_WORD.get(word.strip())


def following_url(carrier, number):
    """Where a parcel is followed, or None when the carrier has no such page."""
    known = CARRIERS.get(carrier)
    return f"{known.url}{number}" if known and known.url and number else None
