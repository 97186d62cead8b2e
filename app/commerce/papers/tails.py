"""What stands under the lines of a sheet, and in its bottom margin."""

from reportlab.lib.units import mm

from app.commerce.papers.measuring import lines_of
from app.platform.documents.typeface import LINE, SOFT


class Tail:
    """Sums, the framed message, notes and the shop's own message; `height` is known before it is drawn."""

    def __init__(self, sheet, dress, pen):
        self.pen, self.sums, self.framed = pen, sheet.sums, sheet.framed
        size = pen.size
        self.notes = [
            (label, lines_of(text, size, pen.room))
            for label, text in (*sheet.notes, ("", dress.message))
            if text
        ]
        self.message = lines_of(sheet.framed[1], size * 1.1, pen.room - 6 * size) if sheet.framed else ()
        self.height = (
            size * 1.65 * len(self.sums)
            + (size * (5 + 1.65 * len(self.message)) if self.message else 0)
            + sum(size * (1.2 + 1.4 * (len(lines) + bool(label))) for label, lines in self.notes)
            + size
        )

    def draw(self):
        """Draw it where the pen stands."""
        self.pen.y -= self.pen.size * 0.6
        self._draw_sums()
        if self.message:
            self._draw_message()
        for label, lines in self.notes:
            self._draw_note(label, lines)

    def _draw_sums(self):
        pen, size = self.pen, self.pen.size
        left = pen.left + pen.room * 0.5
        for label, text, strong in self.sums:
            pen.y -= size * 1.65
            pen.say(left + size, pen.y, label, size, ink=pen.accent if strong else SOFT)
            pen.text(pen.right - 3, pen.y, text, size * (1.25 if strong else 1), "right")
            pen.line(
                pen.y - size * 0.42, left, ink=pen.accent if strong else LINE, thick=1 if strong else 0.4
            )

    def _draw_message(self):
        pen, size = self.pen, self.pen.size
        high = size * (3.2 + 1.65 * len(self.message))
        top = pen.y - size * 1.2
        pen.frame(pen.left, top - high, pen.room, high, ink=pen.accent)
        pen.text(pen.left + size, top - size * 1.5, self.framed[0], size * 0.85, ink=SOFT)
        y = top - size * 1.7
        for line in self.message:
            y -= size * 1.65
            pen.text(pen.left + 3 * size, y, line, size * 1.1)
        pen.y = top - high - size * 0.6

    def _draw_note(self, label, lines):
        pen, size = self.pen, self.pen.size
        pen.y -= size * 1.2
        if label:
            pen.y -= size * 1.4
            pen.text(pen.left, pen.y, label, size * 0.85, ink=SOFT)
        for line in lines:
            pen.y -= size * 1.4
            pen.text(pen.left, pen.y, line, size)


def draw_margins(pen, sheet, dress, number, pages):
    """The bottom of a page: the shop's footer, the number of the sheet, which page of how many."""
    y, size = pen.bottom - 5 * mm, pen.size * 0.8
    if dress.footer:
        pen.say(pen.left, y, dress.footer.replace("\n", " "), size, ink=SOFT)
    if pages > 1:
        pen.text(pen.right, y, f"{sheet.number}  {number} / {pages}", size, "right", SOFT)
