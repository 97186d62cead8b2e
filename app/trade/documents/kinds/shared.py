"""Blocks whose fields documents share: one value for the whole deal (ルートドキュメント)."""

from functools import partial

from app.kernel.i18n import _l
from app.trade.documents.kinds.describing import Field, Section, Table

_root = partial(Field, shared=True)

BOOKING_NUMBER = _root("booking_number", _l("Booking number"), longest=35)
SCAC = _root("scac", _l("Carrier code (SCAC)"), "scac", longest=4)
BL_NUMBER = _root("bl_number", _l("B/L number"), longest=35)
VESSEL_NAME = _root("vessel_name", _l("Vessel"), longest=50)
CALL_SIGN = _root("call_sign", _l("Call sign"), longest=9)
IMO = _root("imo_number", _l("IMO number"), "imo", longest=7)
VOYAGE = _root("voyage", _l("Voyage"), longest=17)
POL = _root("pol", _l("Port of loading (code)"), "locode", longest=5)
POL_NAME = _root("pol_name", _l("Port of loading"), longest=70)
POD = _root("pod", _l("Port of discharge (code)"), "locode", longest=5)
POD_NAME = _root("pod_name", _l("Port of discharge"), longest=70)
ETD = _root("etd", _l("ETD"), "date")
ETA = _root("eta", _l("ETA"), "date")
CY_CUT = _root("cy_cut", _l("CY cut-off"), "date")
SHIPPER = _root("shipper", _l("Shipper"), "area", longest=350)
CONSIGNEE = _root("consignee", _l("Consignee"), "area", longest=350)

BOOKING = Section(_l("Booking"), (BOOKING_NUMBER, SCAC))
BILL = Section(_l("B/L"), (BL_NUMBER, BOOKING_NUMBER, SCAC))
VESSEL = Section(_l("Vessel and voyage"), (VESSEL_NAME, VOYAGE, CALL_SIGN, IMO))
SHIP = Section(_l("Vessel and voyage"), (VESSEL_NAME, VOYAGE, ETD, ETA))
PORTS = Section(
    _l("Ports"),
    (
        _root("receipt_place", _l("Place of receipt"), longest=70),
        POL,
        POL_NAME,
        POD,
        POD_NAME,
        _root("delivery_place", _l("Place of delivery of the cargo"), longest=70),
    ),
)
ROUTE = Section(_l("Ports"), (POL, POL_NAME, POD, POD_NAME))
DATES = Section(_l("Schedule"), (ETD, ETA))
CUTS = Section(_l("Schedule"), (ETD, ETA, CY_CUT, _root("doc_cut", _l("Document cut-off"), "date")))
TRADERS = Section(_l("Parties"), (SHIPPER, CONSIGNEE))
PARTIES = Section(
    _l("Parties"), (SHIPPER, CONSIGNEE, _root("notify", _l("Notify party"), "area", longest=350))
)
GOODS_NAME = _root("goods_name", _l("Description of goods"), "area", longest=2000)
PACKAGES = _root("packages", _l("Number of packages"), "number")
GROSS = _root("gross_weight", _l("Gross weight (kg)"), "number")
CARGO = Section(
    _l("Cargo"),
    (
        GOODS_NAME,
        _root("marks", _l("Marks and numbers"), "area", longest=2000),
        PACKAGES,
        _root("package_kind", _l("Kind of packages"), longest=35),
        GROSS,
        _root("measurement", _l("Measurement (m³)"), "number"),
    ),
)
LOAD = Section(_l("Cargo"), (GOODS_NAME, PACKAGES, GROSS))
INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
TERMS = Section(
    _l("Terms"),
    (
        _root("incoterms", _l("Incoterms"), "choice", choices=tuple((one, one) for one in INCOTERMS)),
        _root("incoterms_place", _l("Named place"), longest=70),
        _root(
            "freight_terms",
            _l("Freight"),
            "choice",
            choices=(("prepaid", _l("Prepaid")), ("collect", _l("Collect"))),
        ),
    ),
)
CONTAINERS = Table(
    "containers",
    _l("Containers"),
    (
        Field("number", _l("Container number"), "container", longest=11),
        Field("size_type", _l("Size and type"), "size_type", longest=4),
        Field("seal", _l("Seal number"), longest=15),
        Field("packages", _l("Packages"), "number"),
        Field("gross_weight", _l("Cargo weight (kg)"), "number"),
        Field("measurement", _l("Volume (m³)"), "number"),
    ),
    shared=True,
)
