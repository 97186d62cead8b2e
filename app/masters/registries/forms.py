"""What is asked of registries."""

from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import Length

from app.kernel.i18n import _l
from app.masters.addresses.choosing import ANY_PREFECTURE
from app.web.forms import Form, VersionedForm

HIDDEN = {"autocomplete": "new-password"}


class SearchForm(Form):
    """Which company. `partner`: the id of the one to be filled in, '' for a new one."""

    partner = HiddenField()
    q = StringField(_l("Corporate number or name"), [Length(max=200)])
    prefecture = SelectField(_l("Prefecture"), choices=ANY_PREFECTURE)
    place = StringField(_l("Words of the address"), [Length(max=100)])


class TakeForm(VersionedForm):
    """Which fields are taken over stands in `take`."""


class KeysForm(Form):
    """Keys; those left empty stay."""

    houjin = PasswordField(
        _l("Application ID of the corporate number Web-API"),
        [Length(max=200)],
        render_kw=HIDDEN,
    )
    gbizinfo = PasswordField(_l("API token of gBizINFO"), [Length(max=200)], render_kw=HIDDEN)
