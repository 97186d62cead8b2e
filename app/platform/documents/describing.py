"""What a document says, without how it is drawn. All texts are ready to be shown, in the reader's
language.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Block:
    """A company on paper: `name` large, `lines` (address, telephone, registration number) small under it."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of the line table. `width` is a share of the page, `align` left, right or center."""

    label: str
    width: float
    align: str = "left"


@dataclass(frozen=True)
class Document:
    """A business letter with lines: order, acknowledgement, delivery note, acceptance, invoice.

    `headline` is the one figure that matters, `(label, text)`. `facts` are printed in two columns. A cell
    of `rows` is a text, or `(text, small text under it)`. `summary` are the rows of figures under the
    table, label and one text per `summary_columns`; the last one is printed strong. `remarks` are `(label,
    text)` paragraphs. `mark` (版, 写し) stands beside the number on each page. `code` is printed as a QR code.
    """

    title: str
    number: str
    dated: str
    recipient: Block
    issuer: Block
    mark: str = ""
    opening: str = ""
    headline: tuple[str, str] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple, ...] = ()
    summary_columns: tuple[str, ...] = ()
    summary: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    number_label: str = ""
    dated_label: str = ""
    keywords: str = field(default="")
    code: str = ""
