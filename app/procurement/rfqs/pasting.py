"""Lines from a block copied out of Excel."""

from app.kernel import clock
from app.kernel.errors import Rejected
from app.kernel.parsing import parse_date, parse_decimal

COLUMNS = ("name", "spec", "quantity", "unit", "desired_on", "target_price")
MOST = 500


def lines_from(text):
    """Lines `[{name, spec, quantity, unit, desired_on, target_price}]` of tab-separated rows in that order.

    A first row without any digit is taken for the header. Raises Rejected naming the row that cannot
    be read; then nothing is taken.
    """
    rows = [row.split("\t") for row in text.splitlines() if row.strip()]
    if rows and not any(sign.isdigit() for cell in rows[0] for sign in cell):
        rows = rows[1:]
    if len(rows) > MOST:
        raise Rejected("At most %(most)s lines can be pasted at once.", field="pasted", most=MOST)
    return [_line(number, cells) for number, cells in enumerate(rows, 1)]


def _line(number, cells):
    cells = [cell.strip() for cell in cells] + [""] * len(COLUMNS)
    values = dict(zip(COLUMNS, cells, strict=False))
    try:
        values["quantity"] = parse_decimal(values["quantity"]) if values["quantity"] else None
        values["target_price"] = parse_decimal(values["target_price"]) if values["target_price"] else None
        values["desired_on"] = (
            parse_date(values["desired_on"], clock.today()) if values["desired_on"] else None
        )
    except ValueError as unreadable:
        raise Rejected(
            "Row %(row)s cannot be read: %(why)s", field="pasted", row=number, why=str(unreadable)
        ) from unreadable
    return values
