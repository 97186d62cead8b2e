"""A file of counted figures: which column is what, which lines go in, and the rest back with the reason."""

import io
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from sqlalchemy import or_, select

from app.commerce.stock.lines import Counted
from app.commerce.stocktakes.aliases import COLUMNS
from app.commerce.stocktakes.noting import note_lines
from app.commerce.warehouses.queries import warehouses
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Permanent, Rejected
from app.kernel.i18n import translate
from app.kernel.parsing import parse_date, parse_decimal
from app.kernel.tabular import read_table, write_csv
from app.kernel.text import fold, nfkc
from app.masters.product_sets.queries import exploded
from app.masters.products.model import Product
from app.platform.jobs import running
from app.platform.storage import keep_bytes, opened

LARGEST = 60 * 1024 * 1024
CHUNK = 5_000
MOST = Decimal(10) ** 12


@dataclass
class Row:
    """A line of the file: its cells, what they say, and why it stays out (empty: it goes in)."""

    cells: list
    texts: dict
    reason: str = ""
    line: Counted | None = None


def read_figures(stocktake):
    """Note what the file of a stocktake says; lines that cannot go in are kept as a file with the reason.

    Lines without a figure were not counted and are passed over. Raises Rejected for what is no such table.
    """
    file, content = opened(stocktake.file_id)
    if file is None:
        raise Permanent("the file of this stocktake is gone")
    with content:
        table = read_table(content, file.name, expected=[one for names in COLUMNS.values() for one in names])
        places, refused = _places_of(table.header), []
        known, seen, done = {fold(one.code): one.id for one in warehouses()}, {}, 0
        while chunk := list(islice(table.rows, CHUNK)):
            rows = [Row(cells, {name: cells[at] for name, at in places.items()}) for _line, cells in chunk]
            refused += _take(stocktake, rows, known, seen)
            done += len(chunk)
            running.progress(stocktake.job_id, done, max(table.line_count - 1, done))
        refused += [Row([one.shown], {}, str(one.reason)) for one in table.refused]
        _give_back(stocktake, table.header, refused)


def _places_of(header):
    folded = [fold(name) for name in header]
    found = {}
    for name, others in COLUMNS.items():
        at = next((folded.index(fold(one)) for one in others if fold(one) in folded), None)
        if at is not None:
            found[name] = at
    for name in ("code", "counted"):
        if name not in found:
            raise Rejected(
                "The file needs a column %(name)s. Its first row must name the columns.",
                "file",
                name=COLUMNS[name][0],
            )
    return found


def _take(stocktake, rows, known, seen):
    """Note a chunk; returns the rows that stay out."""
    rows = [one for one in rows if one.texts["counted"].strip()]
    products = _products({nfkc(one.texts["code"]) for one in rows})
    sets = exploded(set(products.values()))
    for one in rows:
        try:
            one.line = _line(stocktake, one.texts, products, sets, known)
            _once(one.line, stocktake, seen)
        except ValueError as refusal:
            one.reason, one.line = str(refusal), None
    note_lines(stocktake, [one.line for one in rows if one.line])
    return [one for one in rows if one.reason]


def _products(codes):
    """`{code or JAN code: id}`; codes come first."""
    found = select(Product.id, Product.code, Product.jan).where(
        Product.state != "archived", or_(Product.code.in_(codes), Product.jan.in_(codes))
    )
    rows = session.execute(found.order_by(Product.code.desc(), Product.id)).all()
    return {row.jan: row.id for row in rows if row.jan} | {row.code: row.id for row in rows}


def _line(stocktake, texts, products, sets, known):
    product_id = products.get(nfkc(texts["code"]))
    if product_id is None:
        raise ValueError(translate("There is no product with this code."))
    if product_id in sets:
        raise ValueError(translate("A set has no stock of its own. Enter its parts."))
    place, lot = texts.get("warehouse", "").strip(), texts.get("lot", "").strip()
    if place and fold(place) not in known:
        raise ValueError(translate("There is no warehouse with the code %(code)s.", code=place))
    counted = parse_decimal(texts["counted"])
    if abs(counted) >= MOST or counted != round(counted, 4):
        raise ValueError(translate("Use at most four decimal places."))
    day, cost = texts.get("best_before", "").strip(), texts.get("unit_cost", "").strip()
    return Counted(
        product_id,
        counted,
        known[fold(place)] if place else stocktake.warehouse_id,
        lot=lot or None,
        best_before=parse_date(day, clock.today()) if day else None,
        unit_cost=parse_decimal(cost) if cost else None,
    )


def _once(line, stocktake, seen):
    """A product is counted once in a warehouse: as a whole, or by lots."""
    lots = seen.setdefault((line.product_id, line.warehouse_id), set())
    if line.lot in lots:
        raise ValueError(translate("This product stands in the file twice. Add up its figures."))
    if lots and (line.lot is None or None in lots):
        raise ValueError(translate("This product is counted with lots and without. Give each line its lot."))
    lots.add(line.lot)


def _give_back(stocktake, header, refused):
    stocktake.refused_count = len(refused)
    if not refused:
        return
    out, width = io.BytesIO(), len(header)
    rows = ([*(one.cells + [""] * width)[:width], one.reason] for one in refused)
    write_csv(out, [*header, translate("Reason")], rows)
    stem = stocktake.file_name.rpartition(".")[0] or stocktake.file_name
    name = translate("%(file)s_refused.csv", file=stem)
    kept = keep_bytes(out.getvalue(), name, subject=stocktake, purpose="import", limit=10 * LARGEST)
    session.flush()  # the stocktake refers to the file
    stocktake.refused_file_id = kept.id
