"""Documents of the malls' interfaces (see `malls`) as the rows their files would have, read by the same readers.

Pure: no database. An order is the same, line by line, whether it came by file or by interface.
"""

from app.commerce.intake.cells import BadCell
from app.commerce.intake.documents import amazon, rakuten, shopify, yahoo

READERS = {"rakuten": rakuten, "yahoo": yahoo, "amazon": amazon, "shopify": shopify}


def number_of(kind, document):
    """The order's number in a document, '' when there is none."""
    try:
        return str(READERS[kind].number_of(document))
    except (KeyError, TypeError, AttributeError):
        return ""


def order_of(kind, document, options):
    """The IncomingOrder of a document. Raises BadCell, with `unreadable` when its shape is another."""
    try:
        made = READERS[kind].order_of(document, options)
    except (KeyError, TypeError, AttributeError, IndexError, ValueError, ArithmeticError) as cause:
        raise BadCell(None, "", "unreadable") from cause
    if not made.lines:
        raise BadCell(None, "", "no_lines")
    return made
