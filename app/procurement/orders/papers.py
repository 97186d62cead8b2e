"""The order sheet (注文書), laid out from the body the supplier gets: all items of 取適法 §4 (procurement
§7.1).
"""

from app.kernel.i18n import _
from app.masters.taxes.rates import Category, tax_rate
from app.platform.documents import Block, Column, Document, in_japanese
from app.platform.documents.figures import day, number, price, short_day, yen


def order_sheet(body, order_number, revision):
    """The Document of an Order body; `revision` from 0 is shown from the first change on."""
    with in_japanese():
        return Document(
            title=_("ORDER SHEET"),
            number_label=_("Order no."),
            number=order_number or _("(draft)"),
            mark=_("Revision %(n)s", n=revision) if revision else "",
            dated_label=_("Order date"),
            dated=day(body.ordered_on),
            recipient=Block(
                _("%(company)s (addressed to)", company=body.supplier.name), _address(body.supplier)
            ),
            issuer=Block(body.buyer.name, _letterhead(body.buyer)),
            opening=_opening(body),
            headline=(_("Total incl. tax"), yen(body.total)),
            facts=_facts(body),
            columns=_columns(),
            rows=tuple(_row(line, body.ordered_on) for line in body.lines),
            summary_columns=(_("Without tax"), _("Consumption tax")),
            summary=_summary(body),
            remarks=_remarks(body),
            footer=_("* marks the reduced tax rate. This order is placed by electronic means."),
        )


def _opening(body):
    if body.reason:
        return _("We change our order as follows. Reason: %(reason)s", reason=body.reason)
    return _("We order as follows.")


def _address(party):
    contact = _("Attn. %(name)s", name=party.contact) if party.contact else ""
    return (*_place(party), contact)


def _place(party):
    postal = f"〒{party.postal_code}" if party.postal_code else ""
    return (f"{postal} {party.address}".strip(),)


def _letterhead(party):
    return (
        *_place(party),
        _("Tel. %(phone)s", phone=party.phone) if party.phone else "",
        _("Registration no. %(number)s", number=party.registration_number)
        if party.registration_number
        else "",
        _("Contact: %(name)s", name=party.contact) if party.contact else "",
    )


def _facts(body):
    facts = [
        (_("Subject"), body.subject),
        (_("Place of delivery"), body.delivery_place or _("As agreed")),
        (_("Inspection until"), _("%(n)s days after receipt", n=body.inspection_days)),
        (_("Day of payment"), _payment(body)),
        (_("Way of payment"), body.payment_method),
    ]
    if body.acknowledge_by:
        facts.append((_("Acknowledge until"), day(body.acknowledge_by)))
    if body.rfq_number:
        facts.append((_("Request no."), body.rfq_number))
    return tuple(facts)


def _payment(body):
    if body.payment_on is None:
        return body.payment_terms
    return _("%(day)s (%(terms)s)", day=day(body.payment_on), terms=body.payment_terms)


def _columns():
    return (
        Column(_("No."), 5, "right"),
        Column(_("Item and specification"), 33),
        Column(_("Quantity"), 9, "right"),
        Column(_("Unit"), 6, "center"),
        Column(_("Unit price"), 10, "right"),
        Column(_("Amount"), 12, "right"),
        Column(_("Delivery"), 12, "center"),
        Column(_("Tax"), 7, "center"),
    )


def _row(line, on):
    return (
        str(line.line_no),
        (line.name, "\n".join(text for text in (line.spec, line.remarks) if text)),
        number(line.quantity),
        line.unit,
        price(line.price),
        yen(line.amount),
        short_day(line.delivery_on),
        rate_mark(line.tax_code, on),
    )


def rate_mark(code, on):
    """`10%`, `8%*` for the reduced rate, a word where there is no tax."""
    row = tax_rate(code, on)
    if not row.percent:
        return str(row.label)
    mark = _("*") if row.category is Category.REDUCED else ""
    return f"{number(row.percent)}%{mark}"


def _summary(body):
    rated = [
        (_("At %(rate)s", rate=rate_mark(row.tax_code, body.ordered_on)), yen(row.taxable), yen(row.tax))
        for row in body.taxes
    ]
    return (
        *rated,
        (_("Sum"), yen(body.subtotal), yen(body.tax)),
        (_("Total incl. tax"), "", yen(body.total)),
    )


def _remarks(body):
    pairs = ((_("Materials supplied by us"), body.supplied_materials), (_("Remarks"), body.remarks))
    return tuple(pair for pair in pairs if pair[1])
