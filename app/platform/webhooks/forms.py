"""What is typed about a webhook."""

from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _l
from app.platform.webhooks.bodies import events
from app.web.forms import VersionedForm


class WebhookForm(VersionedForm):
    """What it is called, where it goes, what it is told."""

    name = StringField(_l("Name of the webhook"), [InputRequired(_l("Enter a name.")), Length(max=100)])
    url = StringField(
        _l("Address of the receiver"),
        [InputRequired(_l("Enter the address.")), Length(max=1000)],
        description=_l("Begins with https:// and leads outside; redirections are not followed."),
    )
    events = SelectMultipleField(
        _l("What it is told of"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self):
        """Let choose among all events."""
        self.events.choices = list(events().items())
        return self
