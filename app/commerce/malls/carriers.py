"""What each shop calls the carriers. Our codes are the keys; a code that is not here is handed on as it is.

Rakuten and Yahoo: the domain's carrier_codes.csv (Yahoo only as far as it is sure). Shopify: "Sagawa (JA)" and the
like, from its list of supported tracking companies; from memory which of them Japan has. Amazon: from memory, a
seller's own template file lists what counts for them; therefore an account's setting `carriers` (`{our code:
theirs}`) goes first.
"""

_RAKUTEN = (
    "other yamato sagawa japanpost seino seino_super fukuyama meitetsu tonami daiichi niigata chuetsu okaken kurume "
    "sanyo nx_transport eco ems dhl fedex ups nittsu tnt ocs usps sf aramex sgh rakuten_express"
).split()
NAMES = {
    "rakuten": {code: str(1000 + place) for place, code in enumerate(_RAKUTEN)},
    "yahoo": {"yamato": "1001", "sagawa": "1002", "japanpost": "1003"},
    "amazon": {"yamato": "YAMATO", "sagawa": "SAGAWA", "japanpost": "JAPAN_POST", "seino": "SEINO"},
    "shopify": {"yamato": "Yamato (JA)", "sagawa": "Sagawa (JA)", "japanpost": "Japan Post (JA)"},
}


def company(mall, account, carrier):
    """The shop's code for a carrier."""
    return account.settings.get("carriers", {}).get(carrier) or NAMES[mall].get(carrier, carrier)
