"""What acceptances and invoices do to the books."""

from dataclasses import replace

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.money import Rounding
from app.masters.partners.model import Partner
from app.masters.products.model import Product
from app.masters.taxes.rates import purchase_class
from app.platform.audit import record
from app.procurement.acceptances.model import Acceptance, AcceptanceLine
from app.procurement.invoices.qualifying import is_registered
from app.procurement.journals.adjusting import difference
from app.procurement.journals.booking import Group, Line, Purchase, accrual, reversal
from app.procurement.journals.chart import present_chart
from app.procurement.journals.model import JournalVoucher, JournalVoucherLine
from app.procurement.orders.model import PurchaseOrderLine
from app.records.numbering import take


def book_acceptance(acceptance):
    """The accrual voucher of a confirmed Acceptance, or None when nothing of it was accepted."""
    session.flush()
    chart, partner = present_chart(), _partner(acceptance.partner_id)
    books = chart.books(Rounding(partner.rounding))
    purchases = _purchases(acceptance, chart)
    lines = accrual(purchases, books, lambda on: is_registered(partner, on))
    return _write(
        chart, partner, acceptance, "acceptance", "accrual", acceptance.posting_on, lines, books.inclusive
    )


def reverse_acceptance(acceptance):
    """Undo the voucher of a cancelled Acceptance by its reversal (赤伝). Returns it, or None without a voucher."""
    found = session.scalars(
        select(JournalVoucher).where(
            JournalVoucher.source_id == acceptance.id, JournalVoucher.kind == "accrual"
        )
    ).one_or_none()
    return reverse(found, on=acceptance.posting_on) if found else None


def reverse(voucher, *, on):
    """A voucher with the same lines and negative amounts, posted on a day. Once per voucher, by index."""
    chart = present_chart()
    undone = JournalVoucher(
        kind="reversal", reverses_id=voucher.id, inclusive=voucher.inclusive, **_origin(voucher)
    )
    _number(undone, chart, on)
    names = "side role account_code account_name sub_account organisation_id department tax_class memo"
    for number, line in enumerate(voucher.lines, 1):
        [red] = reversal([_plain(line)])
        same = {name: getattr(line, name) for name in (*names.split(), "acceptance_line_id")}
        figures = {name: getattr(red, name) for name in ("amount", "tax_amount", "invoiced_tax")}
        undone.lines.append(JournalVoucherLine(line_no=number, **same, **figures))
    undone.total = -voucher.total
    return _keep(undone)


def adjust_to_invoice(invoice):
    """The voucher of the difference between the invoice's tax and the accruals', or None when they agree."""
    chart, partner = present_chart(), _partner(invoice.partner_id)
    books = chart.books(Rounding(partner.rounding))
    rows = _accrual_lines(invoice)
    if rows:  # in the way in which it was accrued, also when the setting has changed since
        books = replace(books, inclusive=rows[0].inclusive)
    accrued = [_accrued(row, partner) for row in rows]
    taxes = {row["tax_code"]: row["tax"] for row in invoice.taxes}
    lines = difference(accrued, taxes, books)
    return _write(chart, partner, invoice, "invoice", "adjustment", clock.today(), lines, books.inclusive)


def _purchases(acceptance, chart):
    rows = session.execute(
        select(AcceptanceLine, PurchaseOrderLine.name, Product.category_id)
        .join(PurchaseOrderLine, PurchaseOrderLine.id == AcceptanceLine.order_line_id)
        .outerjoin(Product, Product.id == PurchaseOrderLine.product_id)
        .where(AcceptanceLine.acceptance_id == acceptance.id, AcceptanceLine.quantity > 0)
        .order_by(AcceptanceLine.line_no)
    ).all()
    on = acceptance.received_on or acceptance.accepted_on
    return [
        Purchase(
            line.amount,
            line.tax_code,
            on,
            chart.account_for(line.account_code, category_id, line.organisation_id),
            line.id,
            line.organisation_id,
            f"{name} {acceptance.number}",
        )
        for line, name, category_id in rows
    ]


def _accrual_lines(invoice):
    """`(voucher line, accepted line, acceptance, inclusive)` of every accepted line on an invoice, from its accrual."""
    wanted = [line.acceptance_line_id for line in invoice.lines]
    return session.execute(
        select(JournalVoucherLine, AcceptanceLine, Acceptance, JournalVoucher.inclusive)
        .join(JournalVoucher, JournalVoucher.id == JournalVoucherLine.voucher_id)
        .join(AcceptanceLine, AcceptanceLine.id == JournalVoucherLine.acceptance_line_id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(JournalVoucherLine.acceptance_line_id.in_(wanted), JournalVoucher.kind == "accrual")
        .order_by(JournalVoucher.fiscal_year, JournalVoucher.voucher_no, JournalVoucherLine.line_no)
    ).all()


def _accrued(row, partner):
    line, accepted, acceptance, _inclusive = row
    on = acceptance.received_on or acceptance.accepted_on
    registered = is_registered(partner, on)
    name = purchase_class(accepted.tax_code, on, registered=registered)
    return _plain(line), Group(name, accepted.tax_code, on, registered, []), accepted.amount


def _plain(line):
    """A stored line as plain values."""
    same = ("side", "role", "amount", "tax_class", "tax_amount", "invoiced_tax", "organisation_id", "memo")
    return Line(
        account=line.account_code,
        line_id=line.acceptance_line_id,
        **{name: getattr(line, name) for name in same},
    )


def _write(chart, partner, document, source, kind, on, lines, inclusive):
    if not lines:
        return None
    voucher = JournalVoucher(
        kind=kind,
        source=source,
        source_id=document.id,
        source_number=document.number,
        partner_id=partner.id,
        partner_name=partner.name,
        inclusive=inclusive,
    )
    _number(voucher, chart, on)
    for number, line in enumerate(lines, 1):
        voucher.lines.append(_line(number, line, chart, partner, document))
    voucher.total = sum(line.amount for line in lines if line.side == "debit")
    return _keep(voucher)


def _line(number, line, chart, partner, document):
    facts = chart.facts(line.account)
    return JournalVoucherLine(
        line_no=number,
        side=line.side,
        role=line.role,
        account_code=facts.code,
        account_name=facts.name,
        sub_account=chart.supplier(partner.name) if line.role == "payable" else facts.sub,
        organisation_id=line.organisation_id,
        department=chart.department(line.organisation_id),
        tax_class=line.tax_class,
        amount=line.amount,
        tax_amount=line.tax_amount,
        invoiced_tax=line.invoiced_tax,
        memo=line.memo or f"{partner.name} {document.number}",
        acceptance_line_id=line.line_id,
    )


def _number(voucher, chart, on):
    start = chart.fiscal_year_start
    number = take("voucher", on=on, fiscal_year_start=start)
    if not number.isdecimal() or int(number) > 999_999:
        raise Rejected("A voucher number has 6 digits at most. Please change the format of voucher numbers.")
    voucher.posting_on, voucher.voucher_no = on, int(number)
    voucher.fiscal_year = on.year if on.month >= start else on.year - 1


def _keep(voucher):
    """Add it, provided it balances: an unbalanced voucher is a mistake of ours and must never be kept."""
    sides = {"debit": 0, "credit": 0}
    for line in voucher.lines:
        sides[line.side] += line.amount
    if sides["debit"] != sides["credit"]:
        raise AssertionError(f"voucher of {voucher.source_number} is not balanced: {sides}")
    voucher.status, voucher.version, voucher.created_at = "generated", 1, clock.now()
    session.add(voucher)
    session.flush()
    record("voucher.generated", voucher, source=voucher.source_number, kind=voucher.kind)
    return voucher


def _origin(voucher):
    same = ("source", "source_id", "source_number", "partner_id", "partner_name")
    return {name: getattr(voucher, name) for name in same}


def _partner(partner_id):
    return session.scalars(select(Partner).where(Partner.id == partner_id)).one()
