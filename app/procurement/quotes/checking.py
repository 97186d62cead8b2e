"""Whether an answer is complete and its figures are right (procurement §4.3, Appendix B)."""

from app.kernel.errors import Rejected
from app.kernel.money import Rounding, TaxLine, line_amount, tax_per_rate
from app.masters.taxes.rates import money_rates


def check_quote(rfq, invitation, body):
    """Raise Rejected unless `body` (bodies.Quote) answers every line of the present revision and adds up."""
    if body.rfq_revision != rfq.revision:
        raise Rejected("The request was revised in the meantime. Please look at it and answer again.")
    if body.response_no != invitation.response_count + 1:
        raise Rejected("Another answer was sent in the meantime. Please reload the page.")
    _check_lines({line.id: line for line in rfq.lines}, body.lines)
    if body.valid_until and body.valid_until < body.quoted_on:
        raise Rejected("The quote must be valid on the day it is made.", field="valid_until")
    if body.subtotal != sum(line.amount for line in body.lines):
        raise Rejected("The total does not equal the sum of the lines.")
    if not any(_amounts_fit(body.lines, rounding) for rounding in Rounding):
        raise Rejected("An amount does not equal quantity × unit price.")
    if not any(_taxes_fit(body, rounding) for rounding in Rounding):
        raise Rejected("The tax does not equal the sum per rate × the rate.")
    if body.tax != sum(row.tax for row in body.taxes) or body.total != body.subtotal + body.tax:
        raise Rejected("The total with tax does not add up.")


def _check_lines(asked, lines):
    answered = [line for line in lines if line.kind != "extra"]
    ids = [line.line_id for line in answered]
    if len(set(ids)) != len(ids) or set(ids) != set(asked):
        raise Rejected("Please answer every line once; mark those you cannot offer.")
    for line in answered:
        _check_answer(asked[line.line_id], line)
    for line in lines:
        if line.kind == "extra" and (line.line_id is not None or not line.name.strip()):
            raise Rejected("Enter what each additional cost is for.")
        if line.kind != "not_offered" and line.quantity <= 0:
            raise Rejected("Enter a quantity above zero.")
    if all(line.kind == "not_offered" for line in answered):
        raise Rejected("No line is offered. Please decline instead.")


def _check_answer(line, answer):
    if answer.kind == "not_offered" and (answer.amount or answer.price):
        raise Rejected("A line that is not offered has no price.")
    if answer.kind == "alternative" and not line.allow_alternative:
        raise Rejected("No alternative is wanted for line %(no)s.", no=line.line_no)
    if answer.kind == "as_requested" and answer.quantity != line.quantity:
        raise Rejected("Line %(no)s: please quote the quantity that is asked for.", no=line.line_no)
    if answer.price < 0:
        raise Rejected("A unit price cannot be negative.")


def _amounts_fit(lines, rounding):
    return all(line.amount == line_amount(line.quantity, line.price, rounding) for line in lines)


def _taxes_fit(body, rounding):
    lines = [TaxLine(line.tax_code, line.amount) for line in body.lines if line.kind != "not_offered"]
    try:
        rows = tax_per_rate(lines, money_rates(body.quoted_on), rounding).rows
    except KeyError as unknown:
        raise Rejected("There is no tax class %(code)s.", code=unknown.args[0]) from unknown
    given = sorted((row.tax_code, row.rate, row.taxable, row.tax) for row in body.taxes)
    return given == sorted((row.tax_code, row.rate, row.taxable, row.tax) for row in rows)
