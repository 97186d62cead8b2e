"""Blocks whose fields belong to one document."""

from app.kernel.i18n import _l
from app.trade.documents.kinds.describing import Field, Section, Table

ISSUER = Section(
    _l("Issuer"),
    (
        Field("issuer_company", _l("Company of the issuer"), longest=100),
        Field("issuer_organisation", _l("Organisation of the issuer"), longest=100),
        Field("issuer_person", _l("Person in charge of the document"), longest=60),
        Field("issuer_address", _l("Address of the issuer"), longest=200),
        Field("issuer_phone", _l("Telephone of the issuer"), longest=30),
    ),
)
REMARKS = Section(_l("Remarks"), (Field("remarks", _l("Remarks"), "area", longest=2000),))


def numbered(label, *, required=True):
    """The own number and the day of a document."""
    day = _l("Date of the document")
    return Section(
        _l("About this document"),
        (
            Field("document_number", label, required=required, longest=35),
            Field("document_date", day, "date", required=required),
        ),
    )


MONEY = Section(
    _l("Currency"),
    (
        Field("currency", _l("Currency code"), "currency", required=True, longest=3),
        Field("exchange_rate", _l("Exchange rate (yen)"), "number"),
    ),
)
PAYMENT = Section(
    _l("Payment"),
    (
        Field("payment_terms", _l("Terms of payment of the deal")),
        Field("due_on", _l("Payable by"), "date"),
        Field("account", _l("Bank account"), "area", longest=300),
    ),
)
GOODS = Table(
    "goods",
    _l("Goods lines"),
    (
        Field("description", _l("Goods name"), longest=300),
        Field("hs_code", _l("HS code"), "hs", longest=10),
        Field("origin", _l("Origin (country code)"), "country", longest=2),
        Field("quantity", _l("Quantity"), "number"),
        Field("unit", _l("Unit"), longest=10),
        Field("price", _l("Unit price"), "number"),
        Field("amount", _l("Amount if different"), "money"),
    ),
    multiply=("quantity", "price", "amount"),
)
PACKING = Table(
    "packing",
    _l("Packing"),
    (
        Field("case", _l("Case number"), longest=30),
        Field("description", _l("Contents"), longest=300),
        Field("quantity", _l("Quantity"), "number"),
        Field("unit", _l("Unit"), longest=10),
        Field("packages", _l("Packages"), "number"),
        Field("net_weight", _l("Net weight (kg)"), "number"),
        Field("gross_weight", _l("Cargo weight (kg)"), "number"),
        Field("measurement", _l("Volume (m³)"), "number"),
    ),
)
CHARGES = Table(
    "charges",
    _l("Charges"),
    (
        Field("description", _l("Charge"), longest=100),
        Field("quantity", _l("Quantity"), "number"),
        Field("unit", _l("Unit"), longest=10),
        Field("price", _l("Unit price"), "number"),
        Field("amount", _l("Amount if different"), "money"),
        Field("tax", _l("Tax class of the charge"), longest=20),
    ),
    multiply=("quantity", "price", "amount"),
)
HAZARDS = Table(
    "hazards",
    _l("Dangerous goods"),
    (
        Field("un_number", _l("UN number"), "un", longest=4),
        Field("name", _l("Proper shipping name"), longest=200),
        Field("hazard_class", _l("Class"), longest=5),
        Field("packing_group", _l("Packing group"), longest=3),
        Field("flash_point", _l("Flash point (°C)"), "number"),
        Field("packages", _l("Packages"), "number"),
        Field("net_weight", _l("Net weight (kg)"), "number"),
    ),
)
TAXES = Table(
    "taxes",
    _l("Duties and taxes"),
    (
        Field("name", _l("Duty or tax"), longest=60),
        Field("base", _l("Taxable value"), "money"),
        Field("rate", _l("Rate (%)"), "number"),
        Field("amount", _l("Amount of duty or tax"), "money"),
    ),
)
BILLS = Table(
    "bills",
    _l("Bills of lading"),
    (
        Field("bl_number", _l("B/L number"), longest=35),
        Field("shipper", _l("Shipper"), longest=200),
        Field("consignee", _l("Consignee"), longest=200),
        Field("description", _l("Goods name"), longest=300),
        Field("packages", _l("Packages"), "number"),
        Field("gross_weight", _l("Cargo weight (kg)"), "number"),
        Field("measurement", _l("Volume (m³)"), "number"),
    ),
)
CONTAINER = Section(
    _l("Container"),
    (
        Field("container_number", _l("Container number"), "container", longest=11),
        Field("size_type", _l("Size and type"), "size_type", longest=4),
        Field("seal", _l("Seal number"), longest=15),
    ),
)
WEIGHTS = Section(
    _l("Weights"),
    (
        Field("cargo_weight", _l("Cargo weight (kg)"), "number"),
        Field("tare_weight", _l("Tare (kg)"), "number"),
        Field("total_weight", _l("Total weight (kg)"), "number", source="add:cargo_weight+tare_weight"),
    ),
)
ROAD = Section(
    _l("Road transport"),
    (
        Field("haulier", _l("Haulier"), longest=100),
        Field("plate", _l("Number plate"), longest=20),
        Field("driver", _l("Driver"), longest=60),
        Field("driver_phone", _l("Telephone of the driver"), longest=30),
        Field("chassis", _l("Chassis number"), longest=20),
    ),
)


def places(*pairs):
    """Places and days of a movement: `(name, label)`; a name that ends in `_on` is a day."""
    fields = (Field(name, label, "date" if name.endswith("_on") else "text") for name, label in pairs)
    return Section(_l("Where and when"), tuple(fields))


PICK_UP = places(
    ("pick_up_place", _l("Pick-up place")),
    ("pick_up_on", _l("Picked up on")),
    ("carry_to_place", _l("Carried to")),
    ("carry_to_on", _l("Arrives on")),
)
CONDITION = Section(
    _l("Condition"),
    (
        Field("terminal", _l("Terminal or depot"), longest=100),
        Field("handed_on", _l("Handed over on"), "date", required=True),
        Field(
            "condition",
            _l("Condition of the container"),
            "choice",
            choices=(("sound", _l("Sound")), ("damaged", _l("Damaged"))),
        ),
        Field("damage", _l("Damage"), "area", longest=1000),
    ),
)
PERMIT = Section(
    _l("Customs"),
    (
        Field("declaration_number", _l("Declaration number"), longest=11),
        Field("declared_on", _l("Declared on"), "date"),
        Field("permit_number", _l("Permit number"), longest=20),
        Field("permitted_on", _l("Permitted on"), "date"),
        Field("customs_office", _l("Customs office"), longest=60),
    ),
)
TOTAL = Field("total_amount", _l("Total amount of goods"), "money", source="sum:goods.amount")
CHARGED = Field("total_amount", _l("Total of charges"), "money", source="sum:charges.amount")
TAXED = Field("total_amount", _l("Total of duties and taxes"), "money", source="sum:taxes.amount")
IN_YEN = Field("yen_amount", _l("Total in yen"), "yen", source="yen:total_amount")
CASES = Field("total_packages", _l("Total packages"), "number", source="sum:packing.packages")
NET = Field("total_net", _l("Total net weight (kg)"), "number", source="sum:packing.net_weight")
HEAVY = Field("total_gross", _l("Total gross weight (kg)"), "number", source="sum:packing.gross_weight")
BULK = Field("total_measurement", _l("Total measurement (m³)"), "number", source="sum:packing.measurement")
BOXES = Field("container_count", _l("Number of containers"), "number", source="count:containers")
