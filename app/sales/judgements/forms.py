"""What is typed to judge a forecast."""

from wtforms import SelectField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.sales.opportunities.choices import FORECASTS
from app.web.fields import YenField
from app.web.forms import Form


class _Judged(Form):
    amount = YenField(_l("Judged amount"))
    comment = StringField(_l("Reason of the judgement"), [Length(max=400)])


class MonthForm(_Judged):
    """What is made of a month of somebody; an empty amount: what they say."""

    month = SelectField(_l("Month"))


class JudgementForm(_Judged):
    """What is made of an opportunity; what is empty stays as the salesperson says."""

    forecast = SelectField(_l("Judged category"), choices=[("", _l("As the salesperson says")), *FORECASTS])
