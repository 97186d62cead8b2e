"""The lines stand on the page of their opportunity."""

from app.records.kit.blocks import add_block
from app.sales.lines.queries import lines_of, sums_of


def _lines(row):
    found = lines_of(row.id)
    return "sales/lines/_card.html", {"row": row, "lines": found, "sums": sums_of(found)}


add_block("opportunity", _lines)
