"""The kinds of movement, and which sign each has."""

from app.kernel.i18n import _l

KINDS = {
    "receipt": (_l("Receipt"), 1),
    "shipment": (_l("Shipment"), -1),
    "return": (_l("Return"), 1),
    "count": (_l("Count difference"), 0),
    "move_out": (_l("Moved out"), -1),
    "move_in": (_l("Moved in"), 1),
    "assembly": (_l("Assembly"), 0),
    "disassembly": (_l("Disassembly"), 0),
    "adjustment": (_l("Adjustment"), 0),
    "shop_sale": (_l("Sold in the shop"), -1),
}
"""Code → (label, sign of the quantity; 0: either). A counter movement has its kind and the other sign."""
CODES = tuple(KINDS)
INWARD = tuple(code for code, (_label, sign) in KINDS.items() if sign > 0)
OUTWARD = tuple(code for code, (_label, sign) in KINDS.items() if sign < 0)

SLIPS = {
    "receipt": _l("Goods received"),
    "return": _l("Goods returned"),
    "adjustment": _l("Stock adjustment"),
    "transfer": _l("Transfer between warehouses"),
    "shop_sale": _l("Sale in the shop"),
}
"""What people book by hand: the document around one or more movements."""
HOLD = "hold"
"""`for_kind` of a reservation for nobody: pieces held back (保留)."""
