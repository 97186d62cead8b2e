"""The receipt on paper."""

from app.kernel import clock
from app.kernel.i18n import _
from app.platform.documents import Block, Document, in_japanese
from app.platform.documents.figures import day, yen


def paper(receipt, order):
    """The Document of a Receipt; Japanese, whoever prints it."""
    with in_japanese():
        again = receipt.copy_no > 1
        return Document(
            title=_("RECEIPT"),
            number_label=_("Receipt no."),
            number=receipt.number,
            dated_label=_("Date of issue"),
            dated=day(receipt.issued_at.astimezone(clock.JST).date()),
            mark=_("Reissued") if again else "",
            recipient=Block(_("%(name)s (recipient)", name=receipt.addressee)),
            issuer=_issuer(receipt.issuer),
            opening=_("We have received the amount below, %(purpose)s.", purpose=receipt.purpose),
            headline=(_("Amount received"), yen(receipt.total)),
            facts=(
                (_("Order number of the shop"), order.number),
                (_("Day ordered"), day(order.ordered_at.astimezone(clock.JST).date())),
                (_("Payment method"), receipt.method),
                (_("Stated as"), receipt.purpose),
            ),
            summary_columns=(_("Amount with tax"), _("Tax therein")),
            summary=(
                *(
                    (_("At %(rate)s", rate=f"{rate}%"), yen(amount), yen(tax))
                    for rate, amount, tax in receipt.taxes
                ),
                (_("Amount received"), yen(receipt.total), yen(sum(tax for *_rest, tax in receipt.taxes))),
            ),
            footer=_("Issued electronically; no revenue stamp is needed."),
        )


def _issuer(issuer):
    number = issuer["registration_number"]
    lines = (
        issuer["shop"] if issuer["shop"] != issuer["name"] else "",
        issuer["address"],
        _("Tel. %(phone)s", phone=issuer["phone"]) if issuer["phone"] else "",
        _("Registration no. %(number)s", number=number) if number else "",
    )
    return Block(issuer["name"], lines)
