"""Drawing sheets on a reportlab canvas: straight lines and strings, measured beforehand.

The describing layer of `platform.documents` breaks paragraphs anew for every letter; papers of a parcel are printed by
the thousand.
"""

import io

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.commerce.papers.heads import draw_head
from app.commerce.papers.pen import Pen
from app.commerce.papers.sheet import PAGES
from app.commerce.papers.tables import Table
from app.commerce.papers.tails import Tail, draw_margins


def booklet(sheets, title="", canvas_class=Canvas):
    """The bytes of one PDF with all sheets `[(Sheet, Dress), …]`, each beginning on a new page; at least one.

    The same sheets give the same bytes: no clock, no random id.
    """
    out = io.BytesIO()
    canvas = canvas_class(out, invariant=1)
    canvas.setTitle(title)
    canvas.setCreator("Choba")
    for sheet, dress in sheets:
        draw(canvas, sheet, dress)
    canvas.save()
    return out.getvalue()


def draw(canvas, sheet, dress):
    """Draw one sheet over as many pages as it takes."""
    pen = Pen(canvas, PAGES[dress.page], dress.size, HexColor(dress.colour))
    pen.begin_page()
    draw_head(pen, sheet, dress)
    table, tail = Table(sheet, dress, pen), Tail(sheet, dress, pen)
    parts = table.portions(pen.y - pen.bottom, pen.top - pen.bottom - pen.size * 2)
    alone = not _fits(pen, table, parts, tail)
    pages = len(parts) + alone
    for number, part in enumerate(parts, 1):
        if number > 1:
            pen.begin_page()
        table.draw(part)
        if number < pages:
            draw_margins(pen, sheet, dress, number, pages)
            canvas.showPage()
    if alone:
        pen.begin_page()
    tail.draw()
    draw_margins(pen, sheet, dress, pages, pages)
    canvas.showPage()


def _fits(pen, table, parts, tail):
    """Whether the sums and notes still stand on the page on which the lines end."""
    start = pen.y if len(parts) == 1 else pen.top - pen.size * 2
    return start - table.height_of(parts[-1]) - tail.height >= pen.bottom
