"""Pictures and tables of files, made by ourselves: nothing of the original reaches a reader's browser as it is."""

import io
import warnings
from dataclasses import dataclass, field
from itertools import islice

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from app.kernel.errors import Rejected
from app.kernel.tabular import read_table

PAGES, WIDTH, THUMBNAIL = 10, 1400, 320
ROWS, COLUMNS, LETTERS, TEXT = 200, 40, 200, 20_000
LARGEST_PIXELS = 80_000_000
"""An image that unpacks to more is not drawn: a few kilobytes can claim gigabytes of memory."""
IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")
TABLES = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass
class Drawn:
    """`pages`: JPEGs as bytes, of `page_count` in the file; `thumbnail` of the first; or the first rows of a table."""

    pages: list = field(default_factory=list)
    page_count: int = 0
    thumbnail: bytes | None = None
    table: list = field(default_factory=list)
    text: str = ""


def draw(content_type, name, stream):
    """A Drawn of a file, None for kinds that cannot be shown. Raises Rejected when the file is not what it seems."""
    try:
        if content_type in IMAGES:
            return _image(stream)
        if content_type == "application/pdf":
            return _pdf(stream)
        if content_type in TABLES:
            return _table(name, stream)
        return _text(stream) if content_type == "text/plain" else None
    except (UnidentifiedImageError, pypdfium2.PdfiumError, OSError, SyntaxError, ValueError) as broken:
        raise Rejected("This file is damaged or protected; there is no preview.") from broken


def _image(stream):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(stream)
    except Image.DecompressionBombError as bomb:
        raise Rejected("This picture is too large for a preview.") from bomb
    with image:
        if image.width * image.height > LARGEST_PIXELS:
            raise Rejected("This picture is too large for a preview.")
        upright = ImageOps.exif_transpose(image)
        return Drawn([_jpeg(upright, WIDTH)], 1, _jpeg(upright, THUMBNAIL))


def _jpeg(image, width):
    """A JPEG at most `width` wide and high, on white, without the original's metadata (place, camera)."""
    small = image.copy()
    small.thumbnail((width, width * 2))
    plain = Image.new("RGB", small.size, "white")
    layered = small.convert("RGBA")
    plain.paste(layered, mask=layered.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _pdf(stream):
    document = pypdfium2.PdfDocument(stream.read())
    try:
        drawn = Drawn(page_count=len(document))
        for number in range(min(len(document), PAGES)):
            page = document[number]
            scale = min(WIDTH / max(page.get_width(), 1), 2 * WIDTH / max(page.get_height(), 1), 4)
            picture = page.render(scale=scale).to_pil()
            drawn.pages.append(_jpeg(picture, WIDTH))
            drawn.thumbnail = drawn.thumbnail or _jpeg(picture, THUMBNAIL)
        return drawn
    finally:
        document.close()


def _table(name, stream):
    table = read_table(stream, name)
    rows = [
        cells[:COLUMNS] for cells in (table.header, *(cells for _line, cells in islice(table.rows, ROWS)))
    ]
    return Drawn(table=[[str(cell)[:LETTERS] for cell in cells] for cells in rows])


def _text(stream):
    head = stream.read(TEXT * 4)
    for encoding in ("utf-8", "cp932"):
        try:
            return Drawn(text=head.decode(encoding, "strict")[:TEXT])
        except UnicodeDecodeError as cut:
            if cut.start > len(head) - 4:
                return Drawn(text=head[: cut.start].decode(encoding)[:TEXT])
    return Drawn(text=head.decode("utf-8", "replace")[:TEXT])
