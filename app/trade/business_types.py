"""The twelve business types (事業種別) of trade.md §1.1: short code, id of the official interface, label."""

from app.kernel.i18n import _l

TYPES = (
    ("SH", "shipperOrConsignee", _l("Shipper / consignee")),
    ("FW", "forwarder", _l("Forwarder")),
    ("CB", "customsBroker", _l("Customs broker")),
    ("NV", "nvocc", _l("NVOCC / international forwarder")),
    ("RT", "roadTransport", _l("Road transport operator")),
    ("WH", "warehouseOperator", _l("Warehouse operator")),
    ("TO", "terminalOperator", _l("Terminal operator")),
    ("OC", "oceanShipping", _l("Ocean shipping company")),
    ("SA", "shippingAgent", _l("Shipping agent")),
    ("CF", "coastalFeeder", _l("Coastal shipping company")),
    ("VN", "vgmNotification", _l("VGM notification member")),
    ("VR", "vgmRegistration", _l("VGM registration member")),
)
LABELS = {code: label for code, _id, label in TYPES}
CODES = tuple(LABELS)
OFFICIAL = {code: official for code, official, _label in TYPES}
