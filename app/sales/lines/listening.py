"""The lines stand on the page of their opportunity."""

from app.records.kit.blocks import add_block
from app.records.kit.sheets import add_sheet
from app.sales.lines.queries import lines_of, sums_of
from app.sales.lines.sheet import LINES


def _lines(row):
    found = lines_of(row.id)
    return "sales/lines/_card.html", {"row": row, "lines": found, "sums": sums_of(found)}


add_block("opportunity", _lines)
add_sheet("opportunity", LINES)
