"""From accepted lines to an Invoice: nothing of a line can be altered, tax is rounded once per rate."""

from app.exchange.answering.quoting import rated
from app.exchange.bodies import Invoice, InvoiceLine
from app.kernel.errors import Rejected
from app.kernel.money import Rounding, TaxLine, tax_per_rate
from app.masters.taxes.rates import Category, money_rates, tax_rate


def invoice_tax(lines, on, rounding=Rounding.FLOOR):
    """The DocumentTax of accepted lines (`tax_code`, `amount`) at the rates of the day `on`."""
    return tax_per_rate([TaxLine(line.tax_code, line.amount) for line in lines], money_rates(on), rounding)


def invoice_body(
    lines,
    *,
    supplier,
    buyer,
    supplier_number,
    issued_on,
    due_on,
    account=None,
    remarks="",
    rounding=Rounding.FLOOR,
):
    """The Invoice over accepted lines (each with line_id, order_number, name, unit, quantity, price, amount,
    tax_code, accepted_on, received_on). `supplier`, `buyer`: Party; `account`: bodies.BankAccount.

    Raises Rejected without lines, without a number, or when it falls due before it is issued.
    """
    if not lines:
        raise Rejected("Choose at least one accepted line.")
    if not supplier_number.strip():
        raise Rejected("Enter the number of your invoice.", field="supplier_number")
    if due_on < issued_on:
        raise Rejected("The invoice cannot be due before it is issued.", field="due_on")
    days = [day_of(line) for line in lines]
    tax = invoice_tax(lines, max(days), rounding)
    return Invoice(
        supplier=supplier,
        buyer=buyer,
        supplier_number=supplier_number.strip(),
        issued_on=issued_on,
        period_from=min(days),
        period_until=max(days),
        due_on=due_on,
        account=account,
        remarks=remarks,
        lines=[_line(line) for line in lines],
        taxes=rated(tax),
        subtotal=tax.taxable,
        tax=tax.tax,
        total=tax.total,
    )


def day_of(line):
    """取引年月日: the day the goods came, else the day they were accepted."""
    return line.received_on or line.accepted_on


def _line(line):
    return InvoiceLine(
        acceptance_line_id=line.line_id,
        order_number=line.order_number,
        description=line.name,
        transaction_on=day_of(line),
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        amount=line.amount,
        tax_code=line.tax_code,
        reduced=tax_rate(line.tax_code, day_of(line)).category is Category.REDUCED,
    )
