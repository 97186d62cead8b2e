"""A FAX as pictures of its pages: PDF, JPEG and PNG as attachments are drawn, TIFF as FAX machines write it."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from app.kernel.errors import Rejected
from app.records.attachments.drawing import LARGEST_PIXELS, PAGES, WIDTH, draw

PDF, PNG, JPEG, TIFF = "application/pdf", "image/png", "image/jpeg", "image/tiff"
_STARTS = (
    (b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\0", TIFF), (b"MM\0*", TIFF),
)  # fmt: skip


def kind_of(content):
    """The content type by the first bytes. Raises Rejected for anything that is no FAX."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    raise Rejected("A FAX is a PDF, TIFF, JPEG or PNG file.", "fax_file")


def pages_of(content, kind):
    """`([JPEG, …], pages in the file)`; only the first pages are drawn. Raises Rejected for what is damaged."""
    if kind == TIFF:
        return _tiff(content)
    try:
        drawn = draw(kind, "", io.BytesIO(content))
    except Rejected as refusal:
        raise Rejected(refusal.message, "fax_file", **refusal.values) from refusal
    return drawn.pages, drawn.page_count


def _tiff(content):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=("TIFF",)) as image:
                count = image.n_frames
                return [_page(image, number) for number in range(min(count, PAGES))], count
    except Image.DecompressionBombError as bomb:
        raise Rejected("This picture is too large for a preview.", "fax_file") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, TypeError) as broken:
        raise Rejected("This file is damaged or protected; there is no preview.", "fax_file") from broken


def _page(image, number):
    """One page as JPEG. FAX machines scan finer across than down (204 × 98 dots an inch): it is put right."""
    image.seek(number)
    if image.width * image.height > LARGEST_PIXELS:
        raise Rejected("This picture is too large for a preview.", "fax_file")
    across, down = (float(one) for one in image.info.get("dpi", (1, 1)))
    ratio = across / down if across > 0 and down > 0 else 1
    height = round(image.height * (ratio if 0.25 <= ratio <= 4 else 1))
    page = image.convert("L").resize((image.width, max(height, 1)), Image.Resampling.BOX)
    page.thumbnail((WIDTH, WIDTH * 2))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
