"""What is typed about the company."""

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.kernel.money import Rounding
from app.web.forms import Form

ROUNDINGS = (
    (Rounding.FLOOR.value, _l("Round down")),
    (Rounding.HALF_UP.value, _l("Round half up")),
    (Rounding.CEIL.value, _l("Round up")),
)


class CompanyForm(Form):
    """The facts of 会社情報; `version` guards against two people saving at once."""

    name = StringField(_l("Company name"), [InputRequired(), Length(max=100)])
    kana = StringField(_l("Name in kana"), [Length(max=100)])
    corporate_number = StringField(_l("Corporate number"), [Length(max=40)])
    registration_number = StringField(_l("Registration number of the invoice system"), [Length(max=40)])
    postal_code = StringField(_l("Postal code"), [Length(max=20)])
    address = StringField(_l("Postal address"), [Length(max=200)])
    phone = StringField(_l("Telephone"), [Length(max=40)])
    fiscal_year_start = SelectField(
        _l("First month of the fiscal year"),
        coerce=int,
        choices=[(month, str(month)) for month in range(1, 13)],
    )
    rounding = SelectField(_l("Fractions of a yen of tax"), choices=list(ROUNDINGS))
    version = HiddenField(default="1")

    def facts(self):
        """What was typed, by the names of the columns; what was left out is empty."""
        typed = {name: value for name, value in self.data.items() if name not in ("csrf_token", "version")}
        return {name: "" if value is None else value for name, value in typed.items()}
