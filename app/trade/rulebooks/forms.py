"""What is typed about the rules of a pattern: marks in a table, pairs that may not hide."""

from wtforms import Field, StringField, ValidationError
from wtforms.validators import Length
from wtforms.widgets import TextInput

from app.kernel.i18n import _, _l
from app.trade.rulebooks import comparing
from app.trade.rulebooks.catalogue import BUSINESS_TYPES
from app.trade.rulebooks.patterns import MARKS
from app.web.forms import VersionedForm


class RulesField(Field):
    """A `comparing.Draft`. `ceiling-<kind>` and `default-<kind>` are sent once a business type, or whole in one.

    `above`: the cells `(kind, business type)` whose default is above the ceiling.
    """

    widget = TextInput()
    above: tuple = ()

    def process(self, formdata, *args, **options):
        """What was typed can be read once the rules in force are known: see `begin`."""
        self.data, self.process_errors, self.errors = None, [], []

    def begin(self, start, formdata=None):
        """Offer the Draft `start`; what `formdata` says counts above it."""
        self.data = start
        if not formdata:
            return
        rows = {
            what: {
                kind: self._row(formdata, what, kind, row) for kind, row in getattr(start, what + "s").items()
            }
            for what in ("ceiling", "default")
        }
        pairs = {tuple(one.split(":")) for one in formdata.getlist("denied")}
        denied = sorted(list(one) for one in pairs if len(one) == 2 and set(one) <= set(BUSINESS_TYPES))
        self.data = comparing.Draft(rows["ceiling"], rows["default"], denied)
        self.above = tuple(comparing.above(self.data))

    def _row(self, formdata, what, kind, row):
        typed = "".join(formdata.getlist(f"{what}-{kind}"))
        if len(typed) == len(row) and set(typed) <= set(MARKS):
            return typed
        self.process_errors = [_("Some marks did not arrive. Please look through the table again.")]
        return row

    def pre_validate(self, form):
        """A default stays below its ceiling; the cells at fault say so themselves."""
        if self.above:
            raise ValidationError(_("A default is above its ceiling. The cells are marked."))


class RulebookForm(VersionedForm):
    """The table, the pairs, and a word on why."""

    rules = RulesField(_l("Rules of the pattern"))
    note = StringField(_l("Why the rules change"), [Length(max=300)])

    def about(self, book, formdata=None):
        """Begin from a Rulebook, with what was typed."""
        self.rules.begin(comparing.draft_of(book), formdata)
        return self
