"""What is typed before one looks at the whole trail."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.web.forms import Form


class OpeningForm(Form):
    """Why somebody looks at records that are disclosed to others."""

    reason = TextAreaField(_l("Reason"), [InputRequired(_l("Enter the reason.")), Length(max=500)])
