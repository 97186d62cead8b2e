"""The lines of a sheet: measured first, dealt out to pages, then drawn."""

from app.commerce.papers.measuring import lines_of
from app.platform.documents.typeface import LINE, SOFT, TINT

PAD = 3
BIG, SMALL = 1.35, 1.2


class Table:
    """The lines of a sheet in the columns that the dress shows."""

    def __init__(self, sheet, dress, pen):
        self.pen = pen
        shown = [i for i, column in enumerate(sheet.columns) if column.name not in dress.hidden]
        self.columns = [sheet.columns[i] for i in shown]
        share = pen.room / (sum(column.width for column in self.columns) or 1)
        self.widths = [column.width * share for column in self.columns]
        self.rows = [self._measured([row[i] for i in shown]) for row in sheet.rows]
        self.head = pen.size * 1.9 if self.columns else 0

    def _measured(self, cells):
        """`(height, [((line, is small), …) for each cell])` of a row."""
        size, found, most = self.pen.size, [], 0.0
        for cell, wide in zip(cells, self.widths, strict=True):
            main, _break, small = cell.partition("\n")
            lines = [(line, False) for line in lines_of(main, size, wide - 2 * PAD)]
            if small:
                lines += [(line, True) for line in lines_of(small, size * 0.85, wide - 2 * PAD)]
            found.append(lines)
            most = max(most, sum(size * (SMALL * 0.85 if tiny else BIG) for _line, tiny in lines))
        return most + size * 0.7, found

    def height_of(self, part):
        """Points that some rows take with their head."""
        return (self.head + sum(height for height, _cells in part)) if part else 0

    def portions(self, first, later):
        """The rows of each page: `first` points on the first one, `later` on the others. At least one portion."""
        found, part, left = [], [], first - self.head
        for row in self.rows:
            if row[0] > left and (part or not found):
                found.append(part)
                part, left = [], later - self.head
            part.append(row)
            left -= row[0]
        return [*found, part]

    def draw(self, part):
        """Draw the head and these rows; the pen stands below them afterwards."""
        if not part:
            return
        self._draw_head()
        for height, cells in part:
            self._draw_row(cells)
            self.pen.y -= height
            self.pen.line(self.pen.y, ink=LINE)

    def _draw_head(self):
        pen, x = self.pen, self.pen.left
        pen.band(x, pen.y - self.head, pen.room, self.head, TINT)
        pen.line(pen.y, thick=0.8, ink=pen.accent)
        for column, wide in zip(self.columns, self.widths, strict=True):
            pen.text(x + wide / 2, pen.y - pen.size * 1.3, column.label, pen.size * 0.88, "center", SOFT)
            x += wide
        pen.y -= self.head
        pen.line(pen.y, thick=0.8, ink=pen.accent)

    def _draw_row(self, cells):
        pen, x, size = self.pen, self.pen.left, self.pen.size
        for column, wide, lines in zip(self.columns, self.widths, cells, strict=True):
            y = pen.y - size * 0.15
            at = {"left": x + PAD, "right": x + wide - PAD, "center": x + wide / 2}[column.align]
            for line, small in lines:
                y -= size * (SMALL * 0.85 if small else BIG)
                if small:
                    pen.text(at, y, line, size * 0.85, column.align, SOFT)
                else:
                    pen.text(at, y, line, size, column.align)
            x += wide
