"""Papers on the way in: notice, release, permits, delivery."""

from app.kernel.i18n import _l
from app.trade.documents.kinds import own as o
from app.trade.documents.kinds import shared as s
from app.trade.documents.kinds.describing import Field, Register, Section

ENDING = (o.ISSUER, o.REMARKS)
FREE_TIME = Section(
    _l("Free time"),
    (
        Field("free_until", _l("Free until"), "date"),
        Field("discharge_terminal", _l("Terminal of discharge"), longest=100),
        Field("release", _l("Kind of release"), longest=60),
    ),
)
LATE = Section(
    _l("Demurrage and detention"),
    (
        Field("free_from", _l("Free from"), "date"),
        Field("free_until", _l("Free until"), "date"),
        Field("days_over", _l("Days over"), "number"),
    ),
)
LAW = Section(
    _l("Permit of another law"),
    (
        Field("law", _l("Law"), longest=100, required=True),
        Field("authority", _l("Authority"), longest=100),
        Field("permit_number", _l("Permit number"), longest=40),
        Field("permitted_on", _l("Permitted on"), "date"),
    ),
)

_register = Register()
KINDS, add = _register.kinds, _register.add

landed = (s.BILL, s.PARTIES, s.VESSEL, s.DATES, s.PORTS, s.CARGO)
add(
    "arrival_notice",
    "UL290",
    _l("Arrival Notice"),
    "bl",
    *landed,
    FREE_TIME,
    s.CONTAINERS,
    o.BOXES,
    *ENDING,
    by="OC SA NV",
)
number = o.numbered(_l("Number of the order"), required=False)
add(
    "delivery_order",
    "D/O",
    _l("Delivery Order"),
    "bl",
    number,
    *landed,
    FREE_TIME,
    s.CONTAINERS,
    *ENDING,
    by="OC SA FW",
)
declared = (o.PERMIT, s.BILL, s.TRADERS, s.SHIP, s.ROUTE, s.CARGO, o.MONEY)
add(
    "import_permit",
    "IDP",
    _l("Import Declaration / Import Permit"),
    "bl",
    *declared,
    o.GOODS,
    o.TAXES,
    o.TOTAL,
    o.IN_YEN,
    *ENDING,
    by="CB FW NV",
)
out = o.places(
    ("terminal", _l("Terminal or depot")), ("gate_on", _l("Gate on")), ("deliver_to", _l("Delivered to"))
)
box = (o.CONTAINER, s.BILL, s.SHIP)
add(
    "gate_out_slip",
    "GOUT",
    _l("Gate-out Order / Slip"),
    "container",
    *box,
    out,
    o.ROAD,
    s.LOAD,
    *ENDING,
    by="FW RT",
)
work = o.places(("work_place", _l("Place of work")), ("work_on", _l("Work on")))
add(
    "devanning_report",
    "DEV",
    _l("Devanning Instruction / Report"),
    "container",
    *box,
    work,
    o.PACKING,
    o.CASES,
    *ENDING,
    by="WH FW",
)
handed = o.places(("deliver_to", _l("Delivered to")), ("delivered_on", _l("Handed over on")))
add(
    "proof_of_delivery",
    "POD",
    _l("Delivery Note / Proof of Delivery"),
    "bl",
    number,
    handed,
    o.ROAD,
    s.CARGO,
    o.PACKING,
    o.CASES,
    *ENDING,
    by="RT FW",
)
bill = o.numbered(_l("Invoice number"))
paid = (s.BILL, o.PERMIT, o.MONEY, o.PAYMENT, o.TAXES, o.TAXED)
add("duty_invoice", "DUTY", _l("Duty/Tax Disbursement Invoice"), "bl", bill, *paid, *ENDING, by="CB FW")
way = o.places(
    ("bonded_from", _l("Carried from")),
    ("bonded_to", _l("Carried to")),
    ("start_on", _l("Starts on")),
    ("end_on", _l("Arrives on")),
)
add(
    "bonded_transport",
    "OLT",
    _l("Bonded Transport Declaration"),
    "bl",
    o.PERMIT,
    s.BILL,
    way,
    s.CARGO,
    s.CONTAINERS,
    *ENDING,
)
add(
    "other_law_permit",
    "QRT",
    _l("Other-law permits (quarantine, food)"),
    "bl",
    LAW,
    s.BILL,
    s.TRADERS,
    s.CARGO,
    *ENDING,
)
owed = (*box, LATE, o.MONEY, o.PAYMENT, o.CHARGES, o.CHARGED)
add("demurrage_notice", "DEM", _l("Demurrage / Detention Notice"), "container", *owed, *ENDING)
