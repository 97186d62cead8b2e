"""`column IN (…)` for long lists: the values travel as one array, not as thousands of parameters to be spelt out."""

from sqlalchemy import any_, literal
from sqlalchemy.dialects.postgresql import ARRAY


def among(column, values):
    """Clause: the column holds one of the values. Use it where a list may be long; none finds nothing."""
    return column == any_(literal(list(values), ARRAY(column.type)))
