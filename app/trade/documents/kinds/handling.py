"""Papers of containers, roads and warehouses, either way."""

from app.kernel.i18n import _l
from app.trade.documents.kinds import own as o
from app.trade.documents.kinds import shared as s
from app.trade.documents.kinds.describing import Field, Register, Section

ENDING = (o.ISSUER, o.REMARKS)
VERIFIED = Section(
    _l("Verified gross mass"),
    (
        Field("vgm", _l("Verified gross mass (kg)"), "number", required=True),
        Field(
            "vgm_method",
            _l("Method"),
            "choice",
            required=True,
            choices=(("1", _l("Method 1: weighed whole")), ("2", _l("Method 2: added up"))),
        ),
        Field("weighed_on", _l("Weighed on"), "date"),
        Field("weigher", _l("Weighing company"), longest=100),
        Field("registration", _l("Registration number of the regime"), longest=20),
        Field("signatory", _l("Signed by"), longest=60),
    ),
)
STUFFING = o.places(("work_place", _l("Place of work")), ("work_on", _l("Work on")))

_register = Register()
KINDS, add = _register.kinds, _register.add

box, moved = (o.CONTAINER, s.BOOKING, s.SHIP), (o.PICK_UP, o.ROAD)
add(
    "empty_pickup_order",
    "EPO",
    _l("Empty Container Pick-up Order"),
    "container",
    *box,
    *moved,
    *ENDING,
    by="OC SA",
)
receipts = (
    ("eir_empty_out", _l("Equipment Interchange Receipt (empty, out)")),
    ("eir_full_in", _l("Equipment Interchange Receipt (full, in)")),
    ("eir_full_out", _l("Equipment Interchange Receipt (full, out)")),
    ("eir_empty_in", _l("Equipment Interchange Receipt (empty, in)")),
)
for name, label in receipts:
    add(
        name,
        "EIR",
        label,
        "eir",
        o.numbered(_l("Receipt number"), required=False),
        *box,
        o.CONDITION,
        o.ROAD,
        *ENDING,
        by="TO OC RT",
    )
add(
    "vanning_instruction",
    "VAN",
    _l("Vanning Instruction"),
    "container",
    *box,
    STUFFING,
    o.PACKING,
    *ENDING,
    by="FW SH",
)
stuffed = (o.WEIGHTS, STUFFING, o.PACKING, o.CASES, o.NET, o.HEAVY, o.BULK)
add(
    "container_load_plan",
    "CLP",
    _l("Container Load Plan"),
    "container",
    *box,
    s.ROUTE,
    *stuffed,
    *ENDING,
    by="WH FW",
)
add(
    "drayage_order",
    "DRG",
    _l("Drayage / Transport Order"),
    "container",
    *box,
    *moved,
    s.LOAD,
    *ENDING,
    by="FW NV",
)
gate = o.places(("terminal", _l("Terminal or depot")), ("gate_on", _l("Gate on")))
add(
    "gate_in_slip",
    "UL090",
    _l("Gate-in Slip"),
    "container",
    *box,
    s.ROUTE,
    o.WEIGHTS,
    gate,
    o.ROAD,
    *ENDING,
    by="RT FW WH",
)
add("vgm", "VGM", _l("VGM Declaration"), "container", *box, VERIFIED, *ENDING, by="SH VN FW VR")
stored = (o.numbered(_l("Receipt number")), s.BOOKING, s.CARGO, STUFFING, o.PACKING)
measured = (o.CASES, o.NET, o.HEAVY, o.BULK)
add(
    "warehouse_receipt",
    "WRC",
    _l("Warehouse Receipt / Measurement Report"),
    "bl",
    *stored,
    *measured,
    *ENDING,
)
feeder = o.places(
    ("feeder_vessel", _l("Feeder vessel")),
    ("feeder_from", _l("Carried from")),
    ("feeder_on", _l("Loaded on")),
)
add(
    "transhipment_notice",
    "FDR",
    _l("Coastal Feeder Transhipment Notice"),
    "container",
    *box,
    s.ROUTE,
    feeder,
    *ENDING,
    by="CF",
)
free = Section(
    _l("About this document"), (Field("title", _l("Title of the document"), required=True, longest=200),)
)
add("attachment", "ATT", _l("Free attachment"), "free", free, *ENDING)
