"""Papers of trade and carriage: invoices, instructions, bookings, bills."""

from app.kernel.i18n import _l
from app.trade.documents.kinds import own as o
from app.trade.documents.kinds import shared as s
from app.trade.documents.kinds.describing import Field, Register, Section

ENDING = (o.ISSUER, o.REMARKS)
BOOKED = Section(
    _l("Space"),
    (
        Field("space", _l("Containers booked"), longest=100),
        Field("empty_depot", _l("Depot of empty containers"), longest=100),
        Field("delivery_terminal", _l("Terminal to deliver to"), longest=100),
    ),
)
BILL_TERMS = Section(
    _l("Issue"),
    (
        Field(
            "bl_type",
            _l("Kind of B/L"),
            "choice",
            choices=(
                ("original", _l("Original")),
                ("surrendered", _l("Surrendered")),
                ("waybill", _l("Sea waybill")),
            ),
        ),
        Field("originals", _l("Number of originals"), "number"),
        Field("issue_place", _l("Place of issue"), longest=70),
        Field("issued_on", _l("Issued on"), "date"),
        Field("shipped_on", _l("Shipped on board on"), "date"),
    ),
)
COVER = Section(
    _l("Insurance"),
    (
        Field("insured", _l("Insured party"), longest=200),
        Field("conditions", _l("Conditions of the insurance"), longest=200),
        Field("insured_amount", _l("Insured amount"), "money"),
        Field("claims_at", _l("Claims payable at"), longest=100),
    ),
)
ORIGIN = Section(
    _l("Certificate"),
    (
        Field("origin_country", _l("Country of origin"), "country", required=True, longest=2),
        Field("agreement", _l("Agreement (EPA)"), longest=60),
        Field("criterion", _l("Origin criterion"), longest=60),
        Field("certifier", _l("Certifying body"), longest=100),
    ),
)

_register = Register()
KINDS, add = _register.kinds, _register.add

invoice = (s.TRADERS, s.SHIP, s.ROUTE, s.TERMS, o.MONEY, o.PAYMENT, o.GOODS, o.TOTAL, o.IN_YEN)
number = o.numbered(_l("Number of the invoice"))
add("proforma_invoice", "UL110", _l("Proforma Invoice"), "bl", number, *invoice, *ENDING)
add(
    "commercial_invoice",
    "UL100",
    _l("Commercial Invoice"),
    "bl",
    number,
    *invoice,
    *ENDING,
    by="SH FW NV",
)
packed = (o.PACKING, o.CASES, o.NET, o.HEAVY, o.BULK)
head = (number, s.TRADERS, s.SHIP, s.ROUTE, s.CARGO)
add("packing_list", "UL120", _l("Packing List"), "bl", *head, *packed, *ENDING, by="SH FW NV")
carried = (s.PARTIES, s.VESSEL, s.DATES, s.PORTS, s.CARGO, s.TERMS, s.CONTAINERS, o.BOXES)
add(
    "shipping_instruction",
    "UL040",
    _l("Shipping Instruction"),
    "bl",
    s.BOOKING,
    *carried,
    BILL_TERMS,
    *ENDING,
    by="SH FW NV",
)
add(
    "booking_request",
    "BKREQ",
    _l("Booking Request"),
    "bl",
    s.TRADERS,
    s.VESSEL,
    s.PORTS,
    s.CUTS,
    s.CARGO,
    s.TERMS,
    BOOKED,
    *ENDING,
    by="FW NV SH",
)
add(
    "booking_confirmation",
    "UL050",
    _l("Booking Confirmation"),
    "bl",
    s.BOOKING,
    s.VESSEL,
    s.PORTS,
    s.CUTS,
    s.LOAD,
    BOOKED,
    *ENDING,
    by="OC SA NV",
)
hazard = (s.BOOKING, s.TRADERS, s.SHIP, s.ROUTE, o.HAZARDS)
add("dangerous_goods", "DGD", _l("Dangerous Goods Declaration"), "bl", *hazard, *ENDING)
cleared = (o.numbered(_l("Request number"), required=False), s.BILL, s.TRADERS, s.SHIP, s.ROUTE, s.CARGO)
wanted = o.places(("goods_at", _l("Where the goods are")), ("clear_by_on", _l("To be cleared by")))
add(
    "clearance_request",
    "CCR",
    _l("Customs Clearance Request"),
    "bl",
    *cleared,
    wanted,
    *ENDING,
    by="FW SH NV",
)
declared = (o.PERMIT, s.BILL, s.TRADERS, s.SHIP, s.ROUTE, s.CARGO, o.MONEY, o.GOODS, o.TOTAL, o.IN_YEN)
add(
    "export_permit",
    "EDP",
    _l("Export Declaration / Export Permit"),
    "bl",
    *declared,
    *ENDING,
    by="CB FW NV",
)
add(
    "dock_receipt",
    "D/R",
    _l("B/L Instruction / Dock Receipt"),
    "bl",
    s.BILL,
    *carried,
    *ENDING,
    by="FW NV",
)
add(
    "bill_of_lading",
    "UL150",
    _l("Bill of Lading / Sea Waybill"),
    "bl",
    s.BILL,
    *carried,
    BILL_TERMS,
    *ENDING,
    by="OC SA NV",
)
house = o.numbered(_l("House B/L number"))
add("house_bill", "HBL", _l("House B/L"), "bl", house, *carried, BILL_TERMS, *ENDING, by="NV")
add("cargo_manifest", "CargoManifests", _l("Cargo Manifest"), "free", s.VESSEL, s.DATES, s.ROUTE, o.BILLS)
bill = o.numbered(_l("Invoice number"))
billed = (s.BILL, s.SHIP, s.ROUTE, o.MONEY, o.PAYMENT, o.CHARGES, o.CHARGED, o.IN_YEN)
add("freight_invoice", "FRT", _l("Freight / Charge Invoice"), "bl", bill, *billed, *ENDING, by="OC SA")
advice = (o.numbered(_l("Advice number")), s.BILL, s.TRADERS, s.VESSEL, s.DATES, s.ROUTE, s.CARGO)
add("shipping_advice", "SADV", _l("Shipping Advice"), "bl", *advice, *ENDING)
certificate = o.numbered(_l("Certificate number"))
add(
    "origin_certificate",
    "CO",
    _l("Certificate of Origin"),
    "bl",
    certificate,
    ORIGIN,
    s.TRADERS,
    s.SHIP,
    s.CARGO,
    *ENDING,
)
policy = o.numbered(_l("Policy number"))
add(
    "insurance_certificate",
    "INS",
    _l("Cargo Insurance Certificate"),
    "bl",
    policy,
    COVER,
    o.MONEY,
    s.SHIP,
    s.ROUTE,
    s.CARGO,
    *ENDING,
)
