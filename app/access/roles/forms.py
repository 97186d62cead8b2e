"""What is typed about a role."""

from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _l
from app.kernel.permissions import PERMISSIONS
from app.web.forms import Form


class RoleForm(Form):
    """Name and permissions; `version` guards against two people saving at once."""

    name = StringField(_l("Name of the role"), [InputRequired(), Length(max=60)])
    permissions = SelectMultipleField(
        _l("Permissions"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    version = HiddenField(default="1")

    def offer(self):
        """Every permission there is may be chosen."""
        self.permissions.choices = [(one.name, one.label) for one in PERMISSIONS.values()]
        return self
