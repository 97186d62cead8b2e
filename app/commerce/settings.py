"""What a tenant decides about checks and parcels. Facts that are not sure are settings (ec.md)."""

from app.commerce import defaults
from app.platform.settings import setting

HIGH_TOTAL = setting("commerce.high_total", "Amount from which an order is looked at (yen, 0: never)", 50_000)
DUPLICATE_HOURS = setting(
    "commerce.duplicate_hours",
    "Hours within which the same goods for the same person are suspicious (0: never)",
    24,
)
IGNORED_REMARKS = setting(
    "commerce.ignored_remarks",
    "Remarks that mean nothing, separated by commas",
    defaults.IGNORED_REMARKS,
)
CUTOFF_HOUR = setting("commerce.cutoff_hour", "Hour until which orders leave on the same day", 12)
POINTS_PER_PARCEL = setting(
    "commerce.points_per_parcel", "Size points that fit into one parcel (0: always one parcel)", 0
)
GRAMS_PER_PARCEL = setting(
    "commerce.grams_per_parcel", "Grams that fit into one parcel (0: always one parcel)", 0
)
DEFAULT_CARRIER = setting(
    "commerce.default_carrier",
    "Carrier unless something else is said",
    "yamato",
    choices=(
        ("yamato", "Yamato Transport"),
        ("sagawa", "Sagawa Express"),
        ("japanpost", "Japan Post"),
        ("seino", "Seino Transportation"),
        ("fukuyama", "Fukuyama Transporting"),
    ),
)
BUNDLE_RULE = setting(
    "commerce.bundle_rule",
    "Orders may travel in one parcel when",
    "phone",
    choices=(
        ("phone", "the recipients' telephone numbers are the same"),
        ("strict", "shop, name, address and telephone are the same"),
    ),
)
