"""What is chosen about papers."""

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.commerce.papers.kinds import CHOICES, KINDS
from app.commerce.papers.layouts import SIZES
from app.commerce.papers.sheet import PAGES
from app.kernel.i18n import _l
from app.web.forms import Form

SORTS = (("carrier", _l("Carrier")), ("shelf", _l("Shelf")), ("number", _l("Order number")))
_LOGO_AT = (("top-left", _l("Top left")), ("top-right", _l("Top right")), ("none", _l("Not on this paper")))
_MARKS_AT = (
    ("none", _l("Not on this paper")), ("top-left", _l("Top left")), ("top-right", _l("Top right")),
    ("bottom-left", _l("Bottom left")), ("bottom-right", _l("Bottom right")),
)  # fmt: skip


class BatchForm(Form):
    """Which papers of the chosen slips, in which order."""

    asked = RadioField(_l("Paper"), choices=[*CHOICES], default="statement")
    sort = SelectField(_l("Sorted by"), choices=[*SORTS], default="carrier")
    begins = BooleanField(_l("Start packing these slips"), default=False)


class ReceiptForm(Form):
    """For whom and for what a receipt is."""

    addressee = StringField(_l("Addressed to"), [Length(max=60)])
    purpose = StringField(_l("Received for"), [Length(max=60)])


class LayoutForm(Form):
    """How a kind of paper looks."""

    page = SelectField(_l("Size of the paper"), choices=[(one, one) for one in PAGES], default="A4")
    size = SelectField(
        _l("Size of the letters"), choices=[(f"{one:g}", f"{one:g} pt") for one in SIZES], default="9"
    )
    colour = StringField(_l("Colour"), [Length(max=7)], default="#2b3a67")
    hidden = SelectMultipleField(
        _l("Columns left out"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    header = TextAreaField(_l("Text above the lines"), [Length(max=400)])
    message = TextAreaField(_l("Message below the lines"), [Length(max=600)])
    footer = StringField(_l("Bottom of each page"), [Length(max=120)])
    logo_at = SelectField(_l("Place of the logo"), choices=[*_LOGO_AT], default="top-left")
    marks_at = SelectField(_l("Place of marks and stamps"), choices=[*_MARKS_AT], default="none")
    logo = FileField(_l("Logo (PNG or JPEG)"))
    seal = FileField(_l("Seal of the shop (PNG or JPEG)"))
    no_logo = BooleanField(_l("Take the logo away"))
    no_seal = BooleanField(_l("Take the seal away"))
    revision = HiddenField()

    def offer(self, kind):
        """The columns of this kind of paper; the name always stays."""
        self.hidden.choices = [(name, label) for name, label in KINDS[kind].columns if name != "name"]
        return self

    def content(self):
        """What `layouts.save` takes."""
        plain = {
            name: self[name].data
            for name in ("page", "colour", "header", "message", "footer", "logo_at", "marks_at")
        }
        return {**plain, "size": float(self.size.data), "hidden": self.hidden.data or []}
