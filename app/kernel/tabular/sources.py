"""What kind of file this is, by its content and size and not by its name."""

import os
from typing import BinaryIO

from app.kernel.errors import Rejected
from app.kernel.i18n import _l

_MEGABYTE = 1024 * 1024
MAX_BYTES = 200 * _MEGABYTE
ZIP_MAGIC = b"PK\x03\x04"

# What is dropped on an import page by mistake, and what to do about it.
_FOREIGN = {
    b"%PDF": _l("This is a PDF file. Choose a CSV or Excel (.xlsx) file."),
    b"\x89PNG": _l("This is a picture. Choose a CSV or Excel (.xlsx) file."),
    b"\xff\xd8\xff": _l("This is a picture. Choose a CSV or Excel (.xlsx) file."),
    b"GIF8": _l("This is a picture. Choose a CSV or Excel (.xlsx) file."),
    b"\x1f\x8b": _l("This file is compressed. Unpack it and choose the CSV or Excel (.xlsx) file inside."),
    b"PK": _l("This file is compressed. Unpack it and choose the CSV or Excel (.xlsx) file inside."),
    b"\xd0\xcf\x11\xe0": _l(
        "This is an old Excel file (.xls) or one with a password. "
        "Save it as .xlsx without a password and choose that file."
    ),
    b"\xff\xfe": _l("This file is Unicode text (UTF-16). Save it as CSV UTF-8 and choose that file."),
    b"\xfe\xff": _l("This file is Unicode text (UTF-16). Save it as CSV UTF-8 and choose that file."),
}


def check_size(file: BinaryIO, max_bytes: int = MAX_BYTES) -> None:
    """Refuse an empty or too large file (Rejected); leaves the file at its beginning."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size == 0:
        raise Rejected("The file is empty.")
    if size > max_bytes:
        raise Rejected("The file is larger than %(limit)s MB. Split it.", limit=max_bytes // _MEGABYTE)


def is_excel(file: BinaryIO, filename: str) -> bool:
    """Tell whether to read the file as .xlsx (True) or as text (False); leaves it at its beginning.

    Raises Rejected for what is neither: pictures, PDF, archives, old Excel, UTF-16, and for an Excel
    file that calls itself .csv, since whoever named it so may have lost the letters' encoding on the
    way.
    """
    start = file.read(8)
    file.seek(0)
    named_excel = filename.lower().endswith((".xlsx", ".xlsm"))
    if start.startswith(ZIP_MAGIC):
        if named_excel:
            return True
        raise Rejected(
            "This file is named %(filename)s but is an Excel or ZIP file. "
            "Choose an .xlsx file, or save it as CSV.",
            filename=filename,
        )
    for magic, sentence in _FOREIGN.items():
        if start.startswith(magic):
            raise Rejected(sentence)
    if named_excel:
        raise Rejected("This file is named %(filename)s but is not an Excel file.", filename=filename)
    return False
