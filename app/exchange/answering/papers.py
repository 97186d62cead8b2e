"""The supplier's papers, laid out from the bodies the buyer gets: quotation and invoice (procurement §6.3)."""

from app.kernel.i18n import _
from app.platform.documents import Block, Column, Document, in_japanese
from app.platform.documents.figures import day, number, price, short_day, yen


def invoice_sheet(body):
    """The Document of an Invoice body: the six items of a qualified invoice."""
    with in_japanese():
        return Document(
            title=_("INVOICE"),
            number_label=_("Invoice no."),
            number=body.supplier_number,
            dated_label=_("Invoice date"),
            dated=day(body.issued_on),
            recipient=Block(_("%(company)s (addressed to)", company=body.buyer.name), _place(body.buyer)),
            issuer=_letterhead(body.supplier),
            opening=_("We invoice as follows."),
            headline=(_("Amount due incl. tax"), yen(body.total)),
            facts=_invoice_facts(body),
            columns=_columns(_("Transaction date")),
            rows=tuple(_invoice_row(line, body.taxes) for line in body.lines),
            **_summary(body),
            remarks=((_("Remarks"), body.remarks),) if body.remarks else (),
            footer=_("* marks items of the reduced tax rate."),
        )


def quote_sheet(body, quote_number, rfq, rfq_number):
    """The Document of a Quote body that answers `rfq` (bodies.Rfq)."""
    with in_japanese():
        return Document(
            title=_("QUOTATION"),
            number_label=_("Quotation no."),
            number=body.supplier_number or quote_number,
            dated_label=_("Date"),
            dated=day(body.quoted_on),
            recipient=Block(_("%(company)s (addressed to)", company=rfq.buyer.name), _place(rfq.buyer)),
            issuer=_letterhead(body.supplier),
            opening=_("We quote as follows."),
            headline=(_("Total with tax"), yen(body.total)),
            facts=tuple(_quote_facts(body, rfq, rfq_number)),
            columns=_columns(_("Delivery date")),
            rows=tuple(_quote_row(line, body.taxes) for line in body.lines),
            **_summary(body),
            remarks=((_("Remarks"), body.remarks),) if body.remarks else (),
            footer=_("* marks items of the reduced tax rate."),
        )


def _letterhead(party):
    return Block(
        party.name,
        (
            *_place(party),
            _("Tel. %(phone)s", phone=party.phone) if party.phone else "",
            _("Registration no. %(number)s", number=party.registration_number)
            if party.registration_number
            else "",
            _("Contact: %(name)s", name=party.contact) if party.contact else "",
        ),
    )


def _place(party):
    return (" ".join(part for part in (party.postal_code, party.address) if part),)


def _invoice_facts(body):
    facts = [
        (_("Transaction period"), f"{short_day(body.period_from)} – {short_day(body.period_until)}"),
        (_("Due date"), day(body.due_on)),
    ]
    if body.account:
        facts.append((_("Transfer to"), account_text(body.account)))
    return tuple(facts)


def account_text(account):
    """`三菱UFJ銀行 本店 普通 1234567 カンダコウザイ`."""
    kind = _account_type(account.account_type)
    return f"{account.bank_name} {account.branch_name} {kind} {account.account_number} {account.holder_kana}"


def _account_type(code):
    return {"1": _("Ordinary account"), "2": _("Current account"), "4": _("Savings account")}.get(code, code)


def _quote_facts(body, rfq, rfq_number):
    yield _("Subject"), rfq.subject
    yield _("Request no."), rfq_number
    if body.valid_until:
        yield _("Quotation valid until"), day(body.valid_until)
    if body.lead_time_days is not None:
        yield _("Lead time"), _("%(n)s days", n=body.lead_time_days)
    if body.payment_terms:
        yield _("Terms of payment"), body.payment_terms
    if body.delivery_terms:
        yield _("Terms of delivery"), body.delivery_terms


def _columns(date_label):
    return (
        Column(_("Item"), 36),
        Column(date_label, 13, "center"),
        Column(_("Quantity"), 9, "right"),
        Column(_("Unit"), 6, "center"),
        Column(_("Unit price"), 11, "right"),
        Column(_("Amount"), 13, "right"),
        Column(_("Tax"), 7, "center"),
    )


def _invoice_row(line, taxes):
    return (
        (line.description + (_("*") if line.reduced else ""), line.order_number),
        short_day(line.transaction_on),
        number(line.quantity),
        line.unit,
        price(line.price),
        yen(line.amount),
        _rate(taxes, line.tax_code),
    )


def _quote_row(line, taxes):
    if line.kind == "not_offered":
        return ((line.name, line.remarks), "", "", "", "", _("Not offered"), "")
    note = " ".join(part for part in (line.spec, line.remarks) if part)
    return (
        (line.name, note),
        short_day(line.delivery_on),
        number(line.quantity) if line.kind != "extra" else "",
        line.unit,
        price(line.price) if line.kind != "extra" else "",
        yen(line.amount),
        _rate(taxes, line.tax_code),
    )


def _rate(taxes, code):
    row = next(row for row in taxes if row.tax_code == code)
    return f"{number(row.rate)}%" + (_("*") if code == "8R" else "")


def _summary(body):
    rated = [
        (_("At %(rate)s", rate=_rate(body.taxes, row.tax_code)), yen(row.taxable), yen(row.tax))
        for row in body.taxes
    ]
    return {
        "summary_columns": (_("Without tax"), _("Consumption tax")),
        "summary": (
            *rated,
            (_("Sum"), yen(body.subtotal), yen(body.tax)),
            (_("Total with tax"), "", yen(body.total)),
        ),
    }
