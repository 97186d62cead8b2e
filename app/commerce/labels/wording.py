"""Sentences of problems, fields and states of labels."""

from app.kernel.i18n import _l

WHY = {
    "too_long": _l("%(width)s half-width letters; the label has room for %(limit)s."),
    "missing": _l("This is needed and empty."),
    "unwritable": _l("The carrier's file cannot hold: %(letters)s"),
    "kana_only": _l("The reading holds more than kana; it is left out."),
    "postal": _l("A postal code has seven digits."),
    "address_too_long": _l("The address is too long by %(over)s half-width letters."),
    "address_overflow": _l("The address is long: its end stands in the line of the firm."),
    "service_unknown": _l("This system does not write this service."),
    "service_ended": _l("%(service)s is not offered on that day."),
    "no_date": _l("%(service)s knows no day of delivery."),
    "no_slot": _l("%(service)s knows no hours of delivery."),
    "no_cool": _l("%(service)s is not cooled."),
    "no_cod": _l("%(service)s does not collect money."),
    "no_pieces": _l("%(service)s takes one parcel a label."),
    "too_many": _l("At most %(most)s parcels."),
    "cod_pieces": _l("Money is collected with one parcel only: split the slip, or send one parcel."),
    "cod_amount": _l("Between 1 and %(most)s yen can be collected."),
    "slot_unknown": _l("The carrier does not offer these hours."),
    "wished_before": _l("The day of delivery is before the day of shipping."),
    "ship_on": _l("The day of shipping must be today or up to %(days)s days ahead."),
    "gift_cod": _l("A gift, and money is to be collected from its recipient."),
    "gift_price": _l("A gift, and an amount would stand on the label."),
    "office_missing": _l("Kept at the carrier's office: its code is missing."),
    "place_unsure": _l(
        "Where to leave it is not written: the column differs by contract. Set it in the carrier's system."
    ),
    "too_many_seals": _l("Only %(most)s marks of handling fit; the others are left out."),
    "customer_code": _l("The customer code of the contract is missing."),
    "weight_missing": _l("Weight or volume of a parcel is missing in the contract."),
}
STATES = {
    "draft": (_l("Being checked"), "draft"),
    "made": (_l("Labels made"), "done"),
    "undone": (_l("Labels taken back"), "closed"),
}
FIELDS = {
    "family": _l("Name on the label"),
    "family_kana": _l("Reading on the label"),
    "company": _l("Company on the label"),
    "department": _l("Department on the label"),
    "postal": _l("Postal code"),
    "street": _l("Postal address"),
    "building": _l("Building"),
    "phone": _l("Telephone"),
    "names": _l("Product names on the label"),
    "note": _l("Note on the label"),
    "slot": _l("Hours of delivery"),
    "wished_on": _l("Day of delivery"),
    "service": _l("Service"),
    "pieces": _l("Parcels"),
    "ship_on": _l("Day of shipping"),
    "office": _l("Code of the office"),
    "sender_family": _l("Sender's name"),
    "sender_kana": _l("Sender's reading"),
    "sender_postal": _l("Sender's postal code"),
    "sender_street": _l("Sender's address"),
    "sender_phone": _l("Sender's telephone"),
    "": _l("The parcel as a whole"),
}
