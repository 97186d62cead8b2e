"""Numbers of stocktakes."""

from app.commerce.stocktakes import wording  # noqa: F401 -- registers the sentences
from app.records.numbering import series

series("stocktake", "TN-{YY}{MM}-{SEQ:3}")
