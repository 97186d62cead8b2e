"""Documents that leave the house as PDF: describe one as a `Document`, `pdf(document)` gives the bytes.

The same description always gives the same bytes, so a file's sha256 means its content. The typeface is
IPAexGothic, vendored in `fonts/` (6.1 MB, licence beside it); a PDF holds only the signs it uses.
`in_japanese()` makes the words of a paper Japanese, whoever prints it.
"""

from contextlib import contextmanager

from flask_babel import force_locale

from app.platform.documents.describing import Block, Column, Document
from app.platform.documents.drawing import pdf

__all__ = ["Block", "Column", "Document", "in_japanese", "pdf"]


@contextmanager
def in_japanese():
    """Inside the block every sentence is Japanese: papers between Japanese companies."""
    with force_locale("ja"):
        yield
