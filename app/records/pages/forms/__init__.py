"""The forms of a record type: made from its description, opened with values, read when posted."""

from app.records.pages.forms.building import (
    form_class,
    offer,
    texts_of,
    typed,
    values_of,
)

__all__ = ["form_class", "offer", "texts_of", "typed", "values_of"]
