"""Tables as files: CSV, TSV and Excel as the world sends them, and as we hand them out.

``read_table`` takes what a person drops on the page and gives a header and numbered rows of text, refusing
lines and files with reasons; ``write_csv`` and ``write_xlsx`` stream rows out and say what could not be
written. Nothing is ever replaced without a word.
"""

from app.kernel.tabular.reading import RefusedLine, Table, read_table
from app.kernel.tabular.writing import Unwritten, Written, write_csv
from app.kernel.tabular.writing_excel import write_xlsx
from app.kernel.tabular.zip_limits import ZipLimits

__all__ = [
    "RefusedLine",
    "Table",
    "Unwritten",
    "Written",
    "ZipLimits",
    "read_table",
    "write_csv",
    "write_xlsx",
]
