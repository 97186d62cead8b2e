"""What a paper says and how it is dressed, without how it is drawn. All texts are ready to be shown."""

from dataclasses import dataclass, field

PAGES = {"A4": (595.276, 841.890), "A5": (419.528, 595.276), "B5": (515.906, 728.504)}
"""Page sizes in points; B5 is the Japanese one (JIS)."""
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right", "none")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the lines. `name` as layouts choose it, `width` a share, `align` left, right or center."""

    name: str
    label: str
    width: float
    align: str = "left"


@dataclass(slots=True)
class Sheet:
    """One paper of one or more pages.

    `recipient` and `issuer`: their first line is large. `facts` stand under the title, `(label, text)`. `rows` hold a
    text for each column; after a line break it is small. `sums`: `(label, text, strong)`. `notes`: `(label, text)`
    paragraphs; `framed` one that stands in a frame (the message of a gift). `marks` are words printed as stamps.
    `barcode` is printed as Code 128, `link` as QR code.
    """

    title: str
    number: str
    recipient: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    opening: str = ""
    headline: tuple[str, str] | None = None
    columns: tuple[Column, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    sums: tuple[tuple[str, str, bool], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    framed: tuple[str, str] | None = None
    marks: tuple[str, ...] = ()
    barcode: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Dress:
    """The layout of a shop for one kind of paper ("own stylesheet"). `colour` is `#rrggbb`; `size` points of the text.

    `hidden` are names of columns left out. `header` stands above the lines, `message` under them, `footer` on the
    bottom of each page. `logo` and `seal` are pictures (bytes) or None; `logo_at`, `marks_at` are CORNERS.
    """

    page: str = "A4"
    colour: str = "#2b3a67"
    size: float = 9.0
    hidden: tuple[str, ...] = ()
    header: str = ""
    message: str = ""
    footer: str = ""
    logo: bytes | None = None
    logo_at: str = "top-left"
    seal: bytes | None = None
    marks_at: str = "top-right"
