"""From a file that somebody brought to upright pictures of cards. Everything about a file is doubted."""

import io
import warnings

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from app.kernel.errors import Rejected
from app.platform.storage.contents import content_type_of

KINDS = ("image/jpeg", "image/png", "image/heic", "application/pdf")
MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 50
MOST_PIXELS = 60_000_000
"""A telephone's 50 megapixels; a few kilobytes can claim gigabytes of memory."""
LARGEST, SHEET, LONGEST = 6000, 3600, 2000
"""Pixels of the longer side: of a photo with many cards, of a scanned page (A4 at 300 dpi), and of one card."""
_BROKEN = (
    UnidentifiedImageError,
    pypdfium2.PdfiumError,
    OSError,
    SyntaxError,
    ValueError,
    RuntimeError,
    EOFError,
)


class _TooManyPixels(ValueError):
    """The head of the file says so; nothing was unpacked."""


def too_large(name):
    """The refusal of a file that is larger than MOST_BYTES."""
    return Rejected("%(name)s is larger than %(limit)s MB.", name=name, limit=MOST_BYTES // 1024 // 1024)


def pages_in(stream, name):
    """How many pictures the file holds; the stream is at its beginning again. Raises Rejected with a sentence."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        raise Rejected("%(name)s is empty.", name=name)
    if size > MOST_BYTES:
        raise too_large(name)
    kind = content_type_of(stream.read(8192), name)
    stream.seek(0)
    if kind not in KINDS:
        raise Rejected("%(name)s is no picture. Choose JPEG, PNG, HEIC or PDF.", name=name)
    pages = _asked(stream, kind, name)
    stream.seek(0)
    return pages


def _asked(stream, kind, name):
    try:
        if kind == "application/pdf":
            return _page_count(stream, name)
        with _opened(stream, kind) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _TooManyPixels
        return 1
    except _TooManyPixels as large:
        raise Rejected("%(name)s has too many pixels. Make the picture smaller.", name=name) from large
    except _BROKEN as broken:
        raise Rejected("%(name)s is damaged or protected.", name=name) from broken


def _page_count(stream, name):
    document = pypdfium2.PdfDocument(stream.read())
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise Rejected(
                "%(name)s has more than %(limit)s pages. Split it up.", name=name, limit=MOST_PAGES
            )
        return len(document)
    finally:
        document.close()


def picture(stream, kind, page):
    """The picture (PIL, RGB), upright, large enough for every card on it (LARGEST). Raises Rejected."""
    try:
        image = _page(stream, page) if kind == "application/pdf" else _upright(stream, kind)
    except _BROKEN as broken:
        raise Rejected("This picture is damaged or protected. Type what the card says.") from broken
    image.thumbnail((LARGEST, LARGEST))
    return image.convert("RGB")


def scaled(image):
    """The same, at most LONGEST pixels long."""
    image.thumbnail((LONGEST, LONGEST))
    return image


def as_jpeg(image):
    """Its bytes, without the original's metadata (place, camera)."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _upright(stream, kind):
    with _opened(stream, kind) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _TooManyPixels
        return ImageOps.exif_transpose(image).convert("RGB")


def _opened(stream, kind):
    """The image, not decoded yet: its size is known from its head."""
    if kind == "image/heic":
        import pi_heif  # noqa: PLC0415 -- slow import

        found = pi_heif.open_heif(stream)
        if found.size[0] * found.size[1] > MOST_PIXELS:
            raise _TooManyPixels
        return found.to_pillow()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(stream, formats=("JPEG", "PNG"))
        except Image.DecompressionBombError as bomb:
            raise _TooManyPixels from bomb


def _page(stream, number):
    document = pypdfium2.PdfDocument(stream.read())
    try:
        page = document[number]
        scale = min(SHEET / max(page.get_width(), page.get_height(), 1), 6)
        return page.render(scale=scale).to_pil()
    finally:
        document.close()
