"""The head of a sheet: title, who it is for, who it is from, pictures and stamps."""

from reportlab.lib.units import mm

from app.commerce.papers.codes import draw_barcode, draw_qr
from app.commerce.papers.measuring import lines_of, width
from app.commerce.papers.pictures import draw_picture
from app.platform.documents.typeface import SOFT

LOGO = (42 * mm, 14 * mm)


def draw_head(pen, sheet, dress):
    """Draw the head; afterwards the pen stands where the lines begin."""
    _title(pen, sheet, dress)
    begin = pen.y
    left = _recipient(pen, sheet, begin)
    right = _issuer(pen, sheet, dress, begin)
    pen.y = min(left, right) - pen.size
    _marks(pen, sheet, dress)
    for text in (dress.header, sheet.opening):
        for line in lines_of(text, pen.size, pen.room) if text else ():
            pen.y -= pen.size * 1.45
            pen.text(pen.left, pen.y, line, pen.size)
    if sheet.headline:
        _headline(pen, sheet.headline)
    pen.y -= pen.size


def _title(pen, sheet, dress):
    size = pen.size * 1.9
    logo = dress.logo if dress.logo_at != "none" else None
    if logo and dress.logo_at.startswith("top"):
        wide, high = min(LOGO[0], pen.room / 3), LOGO[1]
        x = pen.left if dress.logo_at == "top-left" else pen.right - wide
        draw_picture(pen.canvas, logo, x, pen.top - high, wide, high, to=dress.logo_at[4:])
    pen.y = pen.top - size
    pen.text(pen.wide / 2, pen.y, sheet.title, size, "center", pen.accent)
    if sheet.mark:
        _stamp(pen, pen.wide / 2 + width(sheet.title, size) / 2 + pen.size, pen.y, sheet.mark)
    if logo and dress.logo_at.startswith("top"):
        pen.y = min(pen.y, pen.top - LOGO[1])
    pen.y -= pen.size * 0.9
    pen.line(pen.y, thick=1.1, ink=pen.accent)
    pen.y -= pen.size * 1.2


def _recipient(pen, sheet, y):
    """To whom; returns where it ends."""
    room = pen.room * 0.54
    for number, text in enumerate(sheet.recipient):
        size = pen.size * 1.35 if number == 0 else pen.size
        for line in lines_of(text, size, room):
            y -= size * 1.4
            pen.text(pen.left, y, line, size)
    if sheet.barcode:
        y -= pen.size * 1.2 + 11 * mm
        draw_barcode(pen, sheet.barcode, pen.left, y)
    return y


def _issuer(pen, sheet, dress, y):
    """Facts and sender on the right; returns where they end."""
    x, room, size = pen.left + pen.room * 0.58, pen.room * 0.42, pen.size * 0.92
    for label, text in sheet.facts:
        y -= size * 1.45
        pen.text(x, y, label, size, ink=SOFT)
        pen.say(pen.right, y, text, size, "right")
    y -= size * 0.6
    begin = y
    for number, text in enumerate(sheet.issuer):
        large = pen.size * 1.1 if number == 0 else size
        for line in lines_of(text, large, room):
            y -= large * 1.4
            pen.text(x, y, line, large)
    if dress.seal and sheet.issuer:
        draw_picture(
            pen.canvas, dress.seal, pen.right - 16 * mm, begin - 17 * mm, 16 * mm, 16 * mm, to="right"
        )
    if sheet.link:
        y -= 24 * mm
        draw_qr(pen.canvas, sheet.link, pen.right - 23 * mm, y, 23 * mm)
        pen.begin_ink()
    return y


def _marks(pen, sheet, dress):
    """Marks of the slip as stamps in a corner, side by side."""
    if not sheet.marks or dress.marks_at == "none":
        return
    size = pen.size
    y = pen.top - size if dress.marks_at.startswith("top") else pen.bottom + size
    total = sum(width(one, size) + size * 1.6 for one in sheet.marks)
    x = pen.left if dress.marks_at.endswith("left") else pen.right - total + size * 0.8
    for one in sheet.marks:
        x = _stamp(pen, x, y, one) + size * 0.6


def _stamp(pen, x, y, text):
    """A framed word; returns where it ends."""
    size = pen.size
    wide = width(text, size)
    pen.text(x + size * 0.4, y, text, size, ink=pen.accent)
    pen.frame(x, y - size * 0.35, wide + size * 0.8, size * 1.5, ink=pen.accent, thick=0.9)
    return x + wide + size * 0.8


def _headline(pen, headline):
    label, text = headline
    pen.y -= pen.size * 3.2
    wide = pen.room * 0.6
    pen.text(pen.left, pen.y, label, pen.size * 1.1)
    pen.text(pen.left + wide, pen.y, text, pen.size * 1.8, "right")
    pen.line(pen.y - pen.size * 0.5, right=pen.left + wide, thick=1.1, ink=pen.accent)
    pen.y -= pen.size
