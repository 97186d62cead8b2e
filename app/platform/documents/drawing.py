"""Drawing a `Document`: head, line table over as many pages as it takes, figures, remarks, page numbers."""

import io
import unicodedata
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate, Paragraph, Spacer, Table

from app.platform.documents.typeface import FONT, INK, LINE, SOFT, TINT, ready, style

MARGIN = 16 * mm
WIDTH = A4[0] - 2 * MARGIN


def pdf(document):
    """The bytes of a `Document` as PDF (A4 upright). Deterministic: no clock, no random id.

    Make it before the transaction that sends it: 200 lines take about a second.
    """
    ready()
    out = io.BytesIO()
    paper = BaseDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        invariant=1,
        title=f"{document.title.replace(' ', '')} {document.number}",
        author=document.issuer.name,
        subject=document.number,
        creator="Choba",
    )
    frame = Frame(MARGIN, 18 * mm, WIDTH, A4[1] - 36 * mm, 0, 0, 0, 0)
    paper.addPageTemplates(PageTemplate("page", frame))
    paper.build(_story(document), canvasmaker=_numbered(document))
    return out.getvalue()


def text(value, size=9.0, align="left", soft=False):
    """`value` as a paragraph: line breaks kept, markup in it harmless, control signs dropped."""
    plain = "".join(c for c in str(value) if c == "\n" or unicodedata.category(c)[0] != "C")
    return Paragraph(escape(plain).replace("\n", "<br/>"), style(size, align, soft))


def _story(document):
    story = [text(document.title, 19, "center"), Spacer(0, 6 * mm), _head(document), Spacer(0, 5 * mm)]
    if document.opening:
        story += [text(document.opening, 9.5), Spacer(0, 3 * mm)]
    if document.headline:
        story += [_headline(document.headline), Spacer(0, 4 * mm)]
    if document.facts:
        story += [_facts(document.facts), Spacer(0, 5 * mm)]
    if document.rows:
        story += [_lines(document), Spacer(0, 3 * mm)]
    if document.summary:
        story += [_summary(document), Spacer(0, 4 * mm)]
    for label, words in document.remarks:
        story += [text(label, 8, soft=True), text(words), Spacer(0, 3 * mm)]
    if document.footer:
        story += [Spacer(0, 2 * mm), text(document.footer, 7.5, soft=True)]
    return story


def _head(document):
    recipient = [
        text(document.recipient.name, 13),
        *(text(one, 8.5, soft=True) for one in document.recipient.lines if one),
    ]
    if document.code:
        recipient += [Spacer(0, 3 * mm), _code(document.code, 24 * mm)]
    issuer = [
        text(f"{document.number_label} {document.number} {document.mark}".strip(), 9, "right"),
        text(f"{document.dated_label} {document.dated}".strip(), 9, "right"),
        Spacer(0, 3 * mm),
        text(document.issuer.name, 11, "right"),
        *(text(one, 8.5, "right", soft=True) for one in document.issuer.lines if one),
    ]
    table = Table([[recipient, issuer]], colWidths=[WIDTH * 0.54, WIDTH * 0.46])
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, 0), 8 * mm),
        ]
    )
    return table


def _code(words, side):
    """A QR code as a square of `side` points."""
    code = QrCodeWidget(words, barLevel="M")
    left, low, right, high = code.getBounds()
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (high - low), 0, 0])
    drawing.add(code)
    return drawing


def _headline(headline):
    label, figure = headline
    table = Table(
        [[text(label, 10), text(figure, 15, "right")]], colWidths=[WIDTH * 0.22, WIDTH * 0.38], hAlign="LEFT"
    )
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LINEBELOW", (0, 0), (-1, -1), 1.1, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    return table


def _facts(facts):
    pairs = [(text(label, 8, soft=True), text(words, 9)) for label, words in facts]
    if len(pairs) % 2:
        pairs.append(("", ""))
    rows = [[*pairs[i], *pairs[i + 1]] for i in range(0, len(pairs), 2)]
    label, words = WIDTH * 0.145, WIDTH * 0.355
    table = Table(rows, colWidths=[label, words, label, words])
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )
    return table


def _lines(document):
    """The table of lines: its head is repeated on every page, a row that does not fit moves on whole."""
    shares = sum(column.width for column in document.columns)
    head = [text(column.label, 8, "center", soft=True) for column in document.columns]
    rows = [[_cell(cell, document.columns[i]) for i, cell in enumerate(row)] for row in document.rows]
    table = LongTable(
        [head, *rows],
        colWidths=[WIDTH * c.width / shares for c in document.columns],
        repeatRows=1,
        splitInRow=1,
    )
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("BACKGROUND", (0, 0), (-1, 0), TINT),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )
    return table


def _cell(cell, column):
    if not isinstance(cell, tuple):
        return text(cell, 8.5, column.align)
    main, small = cell
    return [text(main, 8.5, column.align), *([text(small, 7.5, column.align, soft=True)] if small else [])]


def _summary(document):
    head = [[text(label, 8, "right", soft=True) for label in ("", *document.summary_columns)]]
    rows = [
        [text(one, 11 if number == len(document.summary) else 9, "right") for one in row]
        for number, row in enumerate(document.summary, 1)
    ]
    width = len(head[0])
    rows = [row + [""] * (width - len(row)) for row in rows]
    table = Table(
        (head if document.summary_columns else []) + rows,
        colWidths=[WIDTH * 0.62 / width] * width,
        hAlign="RIGHT",
    )
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -2), 0.4, LINE),
            ("LINEBELOW", (0, -1), (-1, -1), 1.1, INK),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("NOSPLIT", (0, 0), (-1, -1)),
        ]
    )
    return table


def _numbered(document):
    """A canvas that knows how many pages there are when it writes `2 / 3` on each."""
    name = f"{document.title.replace(' ', '')}  {document.number} {document.mark}".strip()

    class Numbered(Canvas):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._pages = []

        def showPage(self):  # noqa: N802 -- reportlab's name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self):
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self._margins(number)
                super().showPage()
            super().save()

        def _margins(self, number):
            self.setFont(FONT, 7.5)
            self.setFillColor(SOFT)
            self.drawCentredString(A4[0] / 2, 10 * mm, f"{number} / {len(self._pages)}")
            if number > 1:
                self.drawString(MARGIN, A4[1] - 12 * mm, name)
                self.drawRightString(A4[0] - MARGIN, A4[1] - 12 * mm, document.issuer.name)

    return Numbered
