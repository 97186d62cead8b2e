"""The form of a saved view."""

from wtforms import BooleanField, SelectMultipleField, StringField, validators
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel import context
from app.kernel.i18n import _, _l
from app.records.permissions import SHARE_VIEWS
from app.records.saved_views.audiences import offered
from app.records.saved_views.model import EVERYBODY
from app.web.forms import Form


class AudienceField(SelectMultipleField):
    """Any number of those with whom a view can be shared, as ticks."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class ViewForm(Form):
    """Its name, who else sees it, and whether the list opens with it."""

    name = StringField(
        _l("Name of the view"), [validators.InputRequired(message=_l("Give the view a name."))]
    )
    subjects = AudienceField(_l("Share with"), validate_choice=False)
    opening = BooleanField(_l("Open this list with it"))

    def __init__(self, *args, kept=(), **options):
        """`kept`: subjects the view has already; they stay even where the present person could not choose them."""
        super().__init__(*args, **options)
        choices = offered()
        if context.actor().may(SHARE_VIEWS) or EVERYBODY in kept:
            choices = [*choices, (EVERYBODY, _("Everybody in the company"))]
        self.subjects.choices = choices
