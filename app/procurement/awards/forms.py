"""Choosing in the matrix: by supplier, by line, or by quantities."""

import uuid
from decimal import Decimal

from flask import request
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.parsing import parse_decimal
from app.procurement.awards.choosing import per_line, whole
from app.procurement.awards.operations import weigh
from app.procurement.awards.wording import MODES
from app.web.forms import Form


class AwardForm(Form):
    """The choice itself arrives as `quote` (whole), `line-<id>` (per line) or `quantity-<id>` (split)."""

    mode = RadioField(_l("How to choose"), choices=list(MODES.items()), default="whole")
    reason = TextAreaField(_l("Reason for the choice"), [Length(max=2000)])
    comment = TextAreaField(_l("Comment for the approvers"), [Length(max=2000)])
    version = HiddenField()

    def choices(self, matrix):
        """`{quote_line_id: quantity}` of what was chosen. Raises Rejected for what cannot be read."""
        if self.mode.data == "whole":
            return whole(matrix, _id(request.form.get("quote")))
        if self.mode.data == "per_line":
            return per_line(
                matrix, {_id(value) for key, value in request.form.items() if key.startswith("line-")}
            )
        return dict(_quantities())

    def weighed(self, rfq, matrix):
        """The Choice so far, or None while there is none; what is wrong with it becomes an error above the form."""
        if not self.picked and not any(text.strip() for text in typed_quantities().values()):
            return None
        with self.absorbing():
            return weigh(rfq, self.choices(matrix), matrix)
        return None

    @property
    def picked(self):
        """The ids (text) that are ticked: of a quote, or of quote lines."""
        return {value for key, value in request.form.items() if key == "quote" or key.startswith("line-")}

    @property
    def words(self):
        """Reason and comment."""
        return {"reason": self.reason.data or "", "comment": self.comment.data or ""}

    @property
    def seen_version(self):
        """The request's version the person saw; -1 (never right) when it is missing."""
        return int(self.version.data) if str(self.version.data or "").isdigit() else -1


class LetterForm(Form):
    """A letter to a supplier, before it is sent."""

    text = TextAreaField(_l("Text"), [InputRequired(_l("Enter the text of the letter.")), Length(max=4000)])


class EndingForm(Form):
    """Nobody is chosen: a reason for us, a text for those who answered."""

    reason = TextAreaField(
        _l("Reason (stays in the company)"), [InputRequired(_l("Enter the reason.")), Length(max=2000)]
    )
    text = TextAreaField(
        _l("Text to the suppliers"), [InputRequired(_l("Enter the text.")), Length(max=4000)]
    )


def typed_quantities():
    """What stands in the quantity cells, as typed, by quote line id (text)."""
    return {
        key.removeprefix("quantity-"): value
        for key, value in request.form.items()
        if key.startswith("quantity-")
    }


def _quantities():
    for key, text in typed_quantities().items():
        if text.strip():
            try:
                yield _id(key), Decimal(parse_decimal(text))
            except ValueError as unreadable:
                raise Rejected("Enter quantities as numbers.") from unreadable


def _id(text):
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
