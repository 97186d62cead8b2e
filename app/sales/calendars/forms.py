"""What is chosen about the calendar."""

from wtforms import BooleanField

from app.kernel.i18n import _l
from app.web.forms import Form


class FeedForm(Form):
    """What it holds."""

    results = BooleanField(_l("What was done, too"))
