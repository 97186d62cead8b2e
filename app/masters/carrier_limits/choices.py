"""The carriers a limit may name; their codes are those of commerce."""

from app.kernel.i18n import _l

CARRIERS = (
    ("", _l("Every carrier")),
    ("yamato", _l("Yamato Transport")),
    ("sagawa", _l("Sagawa Express")),
    ("japanpost", _l("Japan Post")),
    ("seino", _l("Seino Transportation")),
    ("fukuyama", _l("Fukuyama Transporting")),
)
