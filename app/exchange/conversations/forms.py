"""What is asked of the archive."""

import wtforms

from app.kernel.i18n import _l
from app.web.fields import DateField, YenField
from app.web.forms import Form


class SearchForm(Form):
    """取引書類検索. A GET form: no token."""

    class Meta:
        """Reading needs no token."""

        csrf = False

    day_from = DateField(_l("Date from"))
    day_until = DateField(_l("until"))
    amount_from = YenField(_l("Amount from"))
    amount_until = YenField(_l("up to"))
    counterpart = wtforms.StringField(_l("Other company"))
    number = wtforms.StringField(_l("Number begins with"))
    kind = wtforms.SelectField(_l("Kind of document"), default="")
    direction = wtforms.SelectField(
        _l("Direction"),
        choices=[("", _l("Both")), ("sent", _l("Sent")), ("received", _l("Received"))],
        default="",
    )
    without_amount = wtforms.BooleanField(_l("Only documents without an amount"))
