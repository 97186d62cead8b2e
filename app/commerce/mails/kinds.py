"""Kinds of mails about orders."""

from dataclasses import dataclass

from app.kernel.i18n import _l

ORDER, SLIP = "order", "slip"


@dataclass(frozen=True)
class Kind:
    """`about`: the order or one slip; of a kind each of them gets one mail. `needs`: how far its slip must be."""

    name: str
    label: str
    about: str = ORDER
    needs: tuple[str, ...] = ()


KINDS = {
    one.name: one
    for one in (
        Kind("thanks", _l("Thanks for the order")),
        Kind("paid", _l("Payment received")),
        Kind("shipped", _l("The parcel has left"), SLIP, ("shipped", "done")),
        Kind("follow", _l("Some days after shipping"), ORDER, ("shipped", "done")),
        Kind("dunning", _l("Reminder of payment")),
        Kind("shortage", _l("Shortage of goods"), SLIP),
        Kind("answer", _l("Answer to a question")),
        Kind("free", _l("Free text")),
    )
}
AUTOMATIC = ("thanks", "paid", "shipped")
"""Sent by themselves where the shop wants it."""
LANGUAGES = {"ja": _l("in Japanese"), "en": _l("in English")}
