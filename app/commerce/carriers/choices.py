"""What can be chosen for a contract. Names of systems and services are the trade's own."""

from app.commerce.carriers.services import SERVICES
from app.kernel.i18n import _l

SYSTEMS = (
    ("b2", "ヤマト運輸 B2クラウド"),
    ("ehiden3", "佐川急便 e飛伝Ⅲ"),
    ("ehiden2", "佐川急便 e飛伝Ⅱ"),
    ("ehidenpro", "佐川急便 e飛伝Pro"),
    ("yupackr", "日本郵便 ゆうパックプリントR"),
    ("km2", "西濃運輸 カンガルー・マジックⅡ"),
    ("istar2", "福山通運 iSTAR-2"),
)
CARRIER_OF = {
    "b2": "yamato", "ehiden3": "sagawa", "ehiden2": "sagawa", "ehidenpro": "sagawa", "yupackr": "japanpost",
    "km2": "seino", "istar2": "fukuyama",
}  # fmt: skip
"""The carrier whose labels a system writes."""
PACKINGS = (
    ("001", _l("Boxes")),
    ("002", _l("Bags")),
    ("003", _l("Suitcases")),
    ("004", _l("Envelopes")),
    ("005", _l("Golf")),
    ("006", _l("Ski")),
    ("007", _l("Snowboard")),
    ("008", _l("Something else")),
)
COD_KINDS = (
    ("1", _l("Any way")),
    ("2", _l("Cash only")),
    ("3", _l("Card (code 3)")),
    ("5", _l("Card (code 5)")),
)
SIZES = tuple((code, code.lstrip("0")) for code in ("060", "080", "100", "120", "140", "160", "170"))
SENDERS = (("shop", _l("The shop")), ("own", _l("The address below")))
GIFT_SENDERS = (("buyer", _l("Who bought it")), *SENDERS)


def services():
    """Every service of every system, with its name."""
    return tuple((one.code, one.name) for one in SERVICES.values())
