"""Hours of delivery in each system (delivery_time_codes.csv). A slot that a system lacks is asked about."""

from app.kernel.i18n import _l

NAMES = {
    "none": _l("Any time"),
    "am": _l("In the morning"),
    "12-14": "12:00–14:00",
    "14-16": "14:00–16:00",
    "16-18": "16:00–18:00",
    "18-20": "18:00–20:00",
    "18-21": "18:00–21:00",
    "19-21": "19:00–21:00",
    "20-21": "20:00–21:00",
    "pm": _l("In the afternoon"),
}
B2 = {"none": "", "am": "0812", "14-16": "1416", "16-18": "1618", "18-20": "1820", "19-21": "1921"}
"""Yamato ended 12–14 in June 2017 and 20–21 with it."""
B2_TIME = {"am": "0010", "pm": "0017"}
"""宅急便タイム: by ten in the morning, by five in the afternoon."""
SAGAWA = {
    "none": "", "am": "01", "12-14": "12", "14-16": "14", "16-18": "16", "18-20": "18", "18-21": "04", "19-21": "19",
}  # fmt: skip
"""Six slots; 18–21 belongs to the scheme of five."""
YUPACK = {
    "none": "00", "am": "51", "12-14": "52", "14-16": "53", "16-18": "54", "18-20": "55", "19-21": "57",
}  # fmt: skip
"""20–21 is 56 or 58: not sure (ec.md), so it is asked about."""
BY_SYSTEM = {"b2": B2, "ehiden2": SAGAWA, "ehiden3": SAGAWA, "ehidenpro": SAGAWA, "yupackr": YUPACK}


def offered(system):
    """The slots that a system of labels can say; carriers of freight know none."""
    return tuple(BY_SYSTEM.get(system, {"none": ""}))
