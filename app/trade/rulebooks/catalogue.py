"""The first rulebook: which business type may do what with which kind of document (trade.md §3.1, §6.1).

W: reads and writes, R: reads, -: does not know that it exists. Columns as `BUSINESS_TYPES`. These rows are what the
migration puts in; afterwards the operator's newer versions count (`rulebooks.model`).
"""

BUSINESS_TYPES = ("SH", "FW", "CB", "NV", "RT", "WH", "TO", "OC", "SA", "CF", "VN", "VR")

EXPORT = {
    "proforma_invoice": "WWRW--------",
    "commercial_invoice": "WWRW--------",
    "packing_list": "WWRWRR------",
    "shipping_instruction": "WWRW-R-RR-RR",
    "booking_request": "WW-W---WW---",
    "booking_confirmation": "RRRWRRRWWRRR",
    "empty_pickup_order": "RW-WRRRWW---",
    "eir_empty_out": "RW-WWWWWWR--",
    "vanning_instruction": "WW-WRW------",
    "container_load_plan": "RWRWRWRRR-RR",
    "drayage_order": "RW-WWW------",
    "gate_in_slip": "RW-WWWRRR-RR",
    "vgm": "WW-WRWRRRRWW",
    "eir_full_in": "RW-WWWWWWR--",
    "dangerous_goods": "WWRWRRRRRR--",
    "clearance_request": "WWWW-R------",
    "export_permit": "RWWW-RRRR---",
    "dock_receipt": "RWRW--RWW---",
    "bill_of_lading": "RRRW---WW---",
    "house_bill": "RRRW--------",
    "cargo_manifest": "---R--RWWR--",
    "freight_invoice": "RW-W---WW---",
    "shipping_advice": "WW-W--------",
    "origin_certificate": "WWWW--------",
    "insurance_certificate": "WW-W--------",
    "warehouse_receipt": "RWRWRW------",
    "transhipment_notice": "-R-R--RWWW--",
    "attachment": "WWWWWWWWWWWW",
}

IMPORT = {
    "commercial_invoice": "WWRW--------",
    "packing_list": "WWRWRR------",
    "bill_of_lading": "RRRW---WW---",
    "house_bill": "RRRW--------",
    "arrival_notice": "RRRWRRRWWR--",
    "cargo_manifest": "---R--RWWR--",
    "delivery_order": "RWRWRRRWW---",
    "clearance_request": "WWWW--------",
    "import_permit": "RWWWRRRRR---",
    "gate_out_slip": "RWRWWWRRR---",
    "eir_full_out": "RW-WWWWWWR--",
    "drayage_order": "RW-WWW------",
    "devanning_report": "RWRWRWR-----",
    "proof_of_delivery": "RW-WWW------",
    "eir_empty_in": "RW-WWWWWWR--",
    "duty_invoice": "RWWW--------",
    "freight_invoice": "RW-W---WW---",
    "bonded_transport": "RWWWRWRRR---",
    "other_law_permit": "WWWW-R------",
    "origin_certificate": "WWWW--------",
    "insurance_certificate": "WW-W--------",
    "demurrage_notice": "RR-WRRRWW---",
    "transhipment_notice": "-R-R--RWWW--",
    "attachment": "WWWWWWWWWWWW",
}

CONTAINER_HANDLING = (
    "empty_pickup_order",
    "eir_empty_out",
    "vanning_instruction",
    "container_load_plan",
    "drayage_order",
    "vgm",
    "eir_full_in",
)
"""What a road carrier has nothing to do with when cargo travels loose (LCL); the gate-in slip stays."""


def matrix(direction, load_type, brokered, coastal):
    """`{kind: marks}` of one of the sixteen patterns. `direction` export or import, `load_type` FCL or LCL."""
    rows = dict(EXPORT if direction == "export" else IMPORT)
    if not coastal:
        rows.pop("transhipment_notice")
        rows = _without(rows, "CF")
    if not brokered:
        rows.pop("house_bill")
        rows = _without(rows, "NV")
    if direction == "export" and load_type == "LCL":
        rows |= _without({kind: rows[kind] for kind in CONTAINER_HANDLING}, "RT")
    return rows


def _without(rows, business_type):
    at = BUSINESS_TYPES.index(business_type)
    return {kind: marks[:at] + "-" + marks[at + 1 :] for kind, marks in rows.items()}
