"""Bar codes and QR codes, drawn by reportlab."""

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from app.platform.documents.typeface import SOFT

WIDEST = 78 * mm


def draw_barcode(pen, text, x, y):
    """Code 128 of `text` (letters, digits and hyphens), 9 mm high, its text below."""
    code = Code128(text, barHeight=9 * mm, barWidth=0.9, quiet=0)
    if code.width > WIDEST:
        code = Code128(text, barHeight=9 * mm, barWidth=0.9 * WIDEST / code.width, quiet=0)
    code.drawOn(pen.canvas, x, y + 3 * mm)
    pen.begin_ink()
    pen.say(x, y, text, pen.size * 0.85, ink=SOFT)


def draw_qr(canvas, text, x, y, side):
    """A QR code in a square of `side` points."""
    code = QrCodeWidget(text, barLevel="M")
    left, low, right, high = code.getBounds()
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (high - low), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, canvas, x, y)
