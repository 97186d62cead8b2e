"""What is typed about a group."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.i18n import _l
from app.records.disclosures.forms import SubjectsField
from app.web.forms import Form

KINDS = (("public", _l("Public group")), ("brick", _l("Brick group")))


class GroupForm(Form):
    """Name, note and members; `version` guards against two people saving at once."""

    kind = RadioField(_l("Kind of group"), choices=list(KINDS), default="public")
    name = StringField(_l("Name of the group"), [InputRequired(), Length(max=100)])
    note = TextAreaField(_l("What it is for"), [Length(max=500)])
    subjects = SubjectsField(_l("Add members"))
    version = HiddenField(default="1")

    def offer(self, kind=None):
        """A group of `kind` (what was chosen, for a new one) offers as members what it may hold."""
        brick = (kind or self.kind.data) == "brick"
        self.subjects.groups = ("public",) if brick else ()
        if kind:
            self.kind.data = kind
        return self

    def facts(self):
        """What was typed, by the names of the verbs."""
        return {"name": self.name.data, "note": self.note.data or "", "subjects": self.subjects.data}
