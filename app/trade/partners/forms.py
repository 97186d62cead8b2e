"""What is typed about a partner of a deal."""

from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import TextInput

from app.kernel.i18n import _, _l
from app.trade import sight
from app.trade.partners.queries import bounded
from app.trade.rulebooks.patterns import MARKS
from app.web.forms import Form

LEVELS = (
    ("W", sight.WRITE, _l("Read and write")),
    ("R", sight.READ, _l("May read only")),
    ("-", sight.NONE, _l("No access")),
)
"""Mark, level and words of what one may have."""
PUBLIC, HIDDEN = "public", "hidden"
PRESETS = {
    "default": _l("Defaults of the business type"),
    "read": _l("Read only everywhere"),
    "nothing": _l("No access at all"),
    "former": _l("As in the latest deal with this organisation"),
}


class LevelsField(Field):
    """A level for each kind of document: a group of radio buttons `<name>-<kind>` each. `data`: `{kind: level}`."""

    widget = TextInput()
    ceilings: dict = {}

    def process(self, formdata, *args, **options):
        """What was chosen can be read once the ceilings are known: see `begin`."""
        self.data, self.process_errors, self.errors = {}, [], []

    def begin(self, ceilings, levels, formdata=None):
        """Offer the kinds of `ceilings` (`{kind: level}`) with `levels`; what `formdata` says counts above those."""
        self.ceilings, self.data = ceilings, bounded(levels, ceilings)
        for kind, top in ceilings.items() if formdata else ():
            mark = formdata.get(f"{self.name}-{kind}")
            if mark is None:
                continue
            level = MARKS.get(mark, sight.WRITE + 1)
            if level > top:
                self.process_errors = [_("This is more than the business type may have.")]
            self.data[kind] = min(level, top)


class RightsForm(Form):
    """権限: a level for each kind of document."""

    levels = LevelsField(_l("Rights per document"))

    def preset(self, name, defaults, former):
        """Fill in the levels a button stands for (PRESETS). `former`: those of the latest other deal, or None."""
        tops = self.levels.ceilings
        filled = {"read": dict.fromkeys(tops, sight.READ), "nothing": {}, "former": former or defaults}
        self.levels.begin(tops, filled.get(name, defaults))
        self.levels.process_errors = []


class InvitationForm(RightsForm):
    """The registration of trade.md §2, in its order."""

    visibility = RadioField(
        _l("Public or hidden"),
        choices=[(PUBLIC, _l("Public")), (HIDDEN, _l("Hidden"))],
        default=PUBLIC,
    )
    message = TextAreaField(_l("Message"), [Length(max=1000)])
    sure = HiddenField()
    business_type: str = ""
    types: tuple = ()

    def facts(self):
        """What was typed, by the names of the verb."""
        return {
            "hidden": self.visibility.data == HIDDEN,
            "grants": self.levels.data,
            "message": self.message.data or "",
        }


class DeclineForm(Form):
    """辞退: a word to the inviter."""

    message = TextAreaField(_l("Message to your inviter"), [Length(max=1000)])
