"""What a check may find (ec.md §4.6): how bad it is, and what one click can do about it."""

from dataclasses import dataclass

from app.kernel.i18n import _l

RED, YELLOW = "red", "yellow"


@dataclass(frozen=True)
class Kind:
    """`answers`: codes of clicks beside `accept` ("it is all right"), which every alert has. What does not `stop` is
    shown and holds nothing up.
    """

    name: str
    label: str
    severity: str
    answers: tuple[str, ...] = ()
    stops: bool = True


KINDS = {
    one.name: one
    for one in (
        Kind("blacklist", _l("A customer to be careful with"), RED, ("cancel",)),
        Kind("postal_unknown", _l("The postal code does not exist"), RED, ("correct", "edit")),
        Kind("postal_mismatch", _l("Postal code and address do not agree"), RED, ("correct", "edit")),
        Kind(
            "postal_town",
            _l("The postal code belongs to another part of the town"),
            YELLOW,
            ("correct", "edit"),
        ),
        Kind("no_house_number", _l("The address has no house number"), YELLOW, ("edit",)),
        Kind("address_unknown", _l("The recipient's address is not known yet"), RED, ("edit",)),
        Kind("phone_missing", _l("The recipient's telephone number is missing"), YELLOW, ("edit",)),
        Kind("phone_lost_zero", _l("The telephone number has lost its first 0"), YELLOW, ("correct", "edit")),
        Kind("island", _l("An island: higher fees, more days"), YELLOW, stops=False),
        Kind("far", _l("Two or more days on the way"), YELLOW, stops=False),
        Kind("wish_past", _l("The wished day is today or past"), RED, ("edit",)),
        Kind("wish_tight", _l("The wished day cannot be reached"), RED, ("edit",)),
        Kind("cod_to_other", _l("Cash on delivery to somebody else than the buyer"), RED, ("edit",)),
        Kind("amount_not_fixed", _l("The shop has not fixed the amount yet"), RED),
        Kind("total_mismatch", _l("The amounts do not add up"), RED),
        Kind("unknown_product", _l("A product code that belongs to no product yet"), RED, ("map",)),
        Kind("price_differs", _l("The price differs from ours"), YELLOW),
        Kind("remarks", _l("The buyer wrote something"), YELLOW),
        Kind("duplicate", _l("The same person ordered the same a short time ago"), YELLOW, ("cancel",)),
        Kind("high_total", _l("A high amount"), YELLOW),
        Kind("first_postpay", _l("A first order, paid after delivery"), YELLOW),
        Kind("letters", _l("Letters that labels cannot print"), YELLOW, ("correct", "edit")),
        Kind("too_long", _l("Too long for the label"), YELLOW, ("edit",)),
        Kind("unknown_payment", _l("A payment method that is not set up"), YELLOW, ("map",)),
        Kind("mixed_temperature", _l("Goods of different temperatures"), YELLOW, ("split",)),
        Kind("mall_confirming", _l("The mall is still checking: do not ship"), RED),
        Kind("mall_warning", _l("The mall warns about this order"), RED),
        Kind("cancel_requested", _l("The buyer asks to cancel"), RED, ("cancel",)),
        Kind("cancelled_by_shop", _l("The shop cancelled the order"), RED, ("cancel",)),
        Kind("changed_after_label", _l("The shop changed the order after its label was made"), RED),
        Kind("changed_after_shipping", _l("The shop changed the order after it was shipped"), RED),
        Kind("mail_bounced", _l("A mail to the buyer came back"), YELLOW),
        Kind("customer_wish", _l("The customer wishes a change"), YELLOW),
        Kind("customer_question", _l("The customer asks something"), YELLOW),
        Kind("not_understood", _l("Part of the order could not be read"), YELLOW),
    )
}
QUIET = tuple(one.name for one in KINDS.values() if not one.stops)
"""Kinds that hold nothing up."""
ANSWERS = {
    "accept": _l("It is all right"),
    "correct": _l("Put it right"),
    "edit": _l("Correct by hand"),
    "map": _l("Assign"),
    "split": _l("Split by temperature"),
    "cancel": _l("Cancel this order of the shop"),
}
"""Words on the buttons."""
