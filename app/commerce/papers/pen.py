"""A canvas with a place on it: writes from the top down, and never sets a font or colour twice."""

from reportlab.lib.units import mm

from app.commerce.papers.measuring import printable, width
from app.platform.documents.typeface import FONT, INK, LINE, SOFT, TINT, ready


class Pen:
    """`y` is where the next thing begins (points from below); `left`, `right`, `top`, `bottom` are the margins."""

    def __init__(self, canvas, page, size, accent):
        ready()
        self.canvas, self.size, self.accent = canvas, size, accent
        self.wide, self.high = page
        margin = 14 * mm if self.wide > 500 else 10 * mm
        self.left, self.right = margin, self.wide - margin
        self.top, self.bottom = self.high - margin, margin + 6 * mm
        self.y = self.top
        canvas.setPageSize(page)
        self.begin_ink()

    @property
    def room(self):
        """Width between the margins."""
        return self.right - self.left

    def begin_page(self):
        """Start at the top; reportlab forgets font and colour with each page."""
        self.y = self.top
        self.begin_ink()

    def begin_ink(self):
        """Somebody else has drawn: font and colour are not known any more."""
        self._font = self._ink = None

    def text(self, x, y, text, size, align="left", ink=INK):
        """One line of printable text at `x`: its left end, right end or middle."""
        if not text:
            return
        if self._font != size:
            self.canvas.setFont(FONT, size)
            self._font = size
        if self._ink is not ink:
            self.canvas.setFillColor(ink)
            self._ink = ink
        if align != "left":
            wide = width(text, size)
            x -= wide if align == "right" else wide / 2
        self.canvas.drawString(x, y, text)

    def say(self, x, y, text, size, align="left", ink=INK):
        """`text` for words from outside, which may hold signs that the typeface lacks."""
        self.text(x, y, printable(text), size, align, ink)

    def line(self, y, left=None, right=None, thick=0.4, ink=LINE):
        """A horizontal line."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(thick)
        self.canvas.line(self.left if left is None else left, y, self.right if right is None else right, y)

    def band(self, x, y, wide, high, ink=TINT):
        """A filled rectangle."""
        self.canvas.setFillColor(ink)
        self._ink = ink
        self.canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def frame(self, x, y, wide, high, ink=SOFT, thick=0.6):
        """An empty rectangle."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(thick)
        self.canvas.rect(x, y, wide, high, stroke=1, fill=0)
