"""The comparison as an Excel sheet: one row per line and supplier total, one block of columns per supplier."""

import io

from app.kernel.i18n import _
from app.kernel.tabular.writing_excel import write_xlsx

STATES = {"not_offered": "Not offered", "missing": "No answer"}


def workbook(matrix):
    """Bytes of an .xlsx file of the Matrix; amounts in yen without tax. Text never becomes a formula."""
    header = [_("No."), _("Item"), _("Quantity"), _("Unit"), _("Target price")]
    for column in matrix.columns:
        header += [
            _("%(name)s: unit price", name=_heading(column)),
            _("%(name)s: amount", name=_heading(column)),
            _("%(name)s: delivery", name=_heading(column)),
            _("%(name)s: notes", name=_heading(column)),
        ]
    target = io.BytesIO()
    write_xlsx(target, header, _rows(matrix), sheet=_("Comparison"))
    return target.getvalue()


def _heading(column):
    return column.name if column.counts else f"{column.name} #{column.quote.response_no}"


def _rows(matrix):
    for row in matrix.rows:
        line = row.line
        cells = [value for cell in row.cells for value in _cell(cell)]
        yield [line.line_no, line.name, line.quantity, line.unit, line.target_price, *cells]
    for extra in matrix.extras:
        cells = [value for amount in extra.amounts for value in (None, amount, None, None)]
        yield [None, extra.name, None, None, None, *cells]
    yield _totals(matrix, _("Total without tax"), lambda column: column.subtotal)
    yield _totals(matrix, _("Total with tax"), lambda column: column.quote.total)


def _cell(cell):
    if cell.state != "offered":
        return [None, None, None, _(STATES[cell.state])]
    notes = [cell.quote_line.remarks]
    if cell.alternative:
        notes.insert(0, _("Alternative: %(name)s", name=cell.quote_line.name))
    if cell.lowest:
        notes.insert(0, _("Lowest"))
    return [cell.quote_line.price, cell.amount, cell.quote_line.delivery_on, " / ".join(filter(None, notes))]


def _totals(matrix, label, total):
    values = []
    for column in matrix.columns:
        note = _("Lowest") if column.lowest else "" if column.complete else _("Incomplete")
        values += [None, total(column), None, note]
    return [None, label, None, None, None, *values]
