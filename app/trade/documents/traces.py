"""What a file says inside of who made it and where: authors, companies, the place of a photograph.

Only what programs write along unasked. What stands on the pages themselves is whoever brings the file to judge.
"""

import html
import re
import zipfile
from contextlib import suppress

import pypdfium2
from PIL import Image, UnidentifiedImageError

from app.platform.storage.contents import OFFICE, content_type_of

MOST = 1 << 20
"""Bytes read of a part of an Office file."""
ARTIST, COPYRIGHT, AUTHOR, EXIF, OWNER, GPS = 0x13B, 0x8298, 0x9C9D, 0x8769, 0xA430, 0x8825
"""Tags of Exif 2.32."""
FOLDER = "docProps"
PARTS = {
    "core.xml": ("dc:creator", "cp:lastModifiedBy"),
    "app.xml": ("Company", "Manager"),
}
"""Properties of Office files, by their file in FOLDER (ECMA-376 part 2, annex D; part 1, 22.2)."""
_CREATOR = re.compile(rb"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_MARKS = re.compile(r"<[^>]+>")


def traces_in(stream, name):
    """`[text]`: what the file says of its makers; `GPS` for a place. The stream stands at its beginning afterwards.

    A file that cannot be read (damaged, protected, of another kind) says nothing.
    """
    kind = content_type_of(stream.read(8192), name)
    found = []
    with suppress(
        pypdfium2.PdfiumError, UnidentifiedImageError, Image.DecompressionBombError, zipfile.BadZipFile,
        OSError, ValueError, SyntaxError, KeyError, RuntimeError, NotImplementedError,
    ):  # fmt: skip
        stream.seek(0)
        if kind == "application/pdf":
            found = _pdf(stream)
        elif kind.startswith("image/"):
            found = _picture(stream, kind)
        elif kind in OFFICE.values():
            found = _office(stream)
    stream.seek(0)
    return list(dict.fromkeys(text for text in (_plain(one) for one in found) if text))


def _plain(text):
    return html.unescape(_MARKS.sub(" ", text)).strip(" \0\r\n\t")[:100]


def _pdf(stream):
    whole = stream.read()
    found = _creators(whole)
    document = pypdfium2.PdfDocument(whole)
    try:
        return [document.get_metadata_value("Author"), *found]
    finally:
        document.close()


def _creators(whole):
    """Of XMP, which stands as plain text in files of every kind (ISO 16684-1)."""
    return [one.decode("utf-8", "ignore") for one in _CREATOR.findall(whole)]


def _picture(stream, kind):
    found = _creators(stream.read())
    stream.seek(0)
    with _opened(stream, kind) as image:
        exif = image.getexif()
        found += [str(exif.get(tag, "")) for tag in (ARTIST, COPYRIGHT)]
        found.append(str(exif.get_ifd(EXIF).get(OWNER, "")))
        author = exif.get(AUTHOR, b"")
        found.append(author.decode("utf-16-le", "ignore") if isinstance(author, bytes) else str(author))
        found += [str(image.info[key]) for key in ("Author", "Artist") if key in image.info]
        return [*found, "GPS"] if exif.get_ifd(GPS) else found


def _opened(stream, kind):
    if kind == "image/heic":
        import pi_heif  # noqa: PLC0415 -- slow import

        return pi_heif.open_heif(stream).to_pillow()
    return Image.open(stream)


def _office(stream):
    found = []
    with zipfile.ZipFile(stream) as parts:
        for part, tags in PARTS.items():
            with suppress(KeyError), parts.open(f"{FOLDER}/{part}") as inside:
                text = inside.read(MOST).decode("utf-8", "ignore")
                for tag in tags:
                    found += re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.DOTALL)
    return found
