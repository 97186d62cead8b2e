"""公開範囲 on a form: everybody, or only those who are named."""

from wtforms import Field, RadioField
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from app.kernel.i18n import _, _l
from app.kernel.text import fold
from app.records.disclosures.queries import names_of, offered
from app.web.forms import VersionedForm

OPEN, RESTRICTED = "open", "restricted"


class SubjectsField(Field):
    """Any number of subjects: ticked ones, and one that was typed without choosing (`<name>_text`).

    `data` is a list of words. `groups`: the kinds of group that may be named.
    """

    widget = TextInput()

    def __init__(self, label=None, checks=None, *, groups=("public", "brick"), **options):
        super().__init__(label, checks, **options)
        self.groups, self.text, self.names = groups, "", {}

    def process(self, formdata, *args, **options):
        """Read the ticked words and the typed text beside them."""
        super().process(formdata, *args, **options)
        self.data = list(dict.fromkeys(one for one in self.data or () if one))
        self.text = formdata.get(f"{self.name}_text", "").strip() if formdata else ""
        self.look_up()

    def process_formdata(self, valuelist):
        """The ticked words, empty ones left out."""
        self.data = [one for one in valuelist if one]

    def pre_validate(self, form):
        """Take what was typed for the one entry of that name, code or address; refuse what is not there."""
        typed = fold(self.text)
        if not typed or any(fold(name) == typed for name in self.names.values()):
            return
        matches = [
            word for word, name, hint in offered(self.text, self.groups) if typed in (fold(name), fold(hint))
        ]
        if not matches:
            raise StopValidation(_("There is nobody of this name. Choose one of the list."))
        self.data, self.text = [*self.data, matches[0]], ""
        self.look_up()

    def look_up(self):
        """Fill `names`: `{word: name}` of what is chosen, in that order; what does not exist any more is left out."""
        known = names_of(self.data)
        self.names = {word: known[word] for word in self.data if word in known}

    def _value(self):
        return ""


class DisclosureForm(VersionedForm):
    """Who may know of a record."""

    reach = RadioField(
        _l("Visibility"),
        choices=[(OPEN, _l("Everybody")), (RESTRICTED, _l("Limited"))],
        default=OPEN,
    )
    disclosed_to = SubjectsField(_l("Add people, departments or groups"))

    @property
    def subjects(self):
        """The words to restrict to, or None when everybody may know."""
        return self.disclosed_to.data if self.reach.data == RESTRICTED else None
