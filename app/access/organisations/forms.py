"""What is typed about a department."""

import uuid

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.web.fields import DateField
from app.web.forms import Form


def _id(value):
    return uuid.UUID(str(value)) if value else None


class OrganisationForm(Form):
    """Code, name, place in the tree, head, dates; `version` guards against two people saving at once."""

    code = StringField(_l("Code"), [InputRequired(), Length(max=20)])
    name = StringField(_l("Name of the department"), [InputRequired(), Length(max=100)])
    parent_id = SelectField(_l("Belongs to"), coerce=_id)
    head_id = SelectField(_l("Head of the department"), coerce=_id)
    valid_from = DateField(_l("First day"))
    valid_until = DateField(_l("Last day"))
    version = HiddenField(default="1")

    def offer(self, departments, colleagues, own_path=None):
        """Fill the choices; what lies below `own_path` cannot be its parent."""
        apart = [one for one in departments if not (own_path and one.path.startswith(own_path))]
        self.parent_id.choices = [("", "—"), *((str(one.id), f"{one.code} {one.name}") for one in apart)]
        self.head_id.choices = [("", "—"), *((str(one.id), one.name) for one in colleagues)]
        return self
