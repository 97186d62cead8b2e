"""The forms of moves: from which record to which, and what."""

from wtforms import BooleanField, HiddenField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import _, _l
from app.records.kit.describing import Field
from app.records.moves.choosing import SIDES
from app.records.moves.parts import parts_of
from app.records.pages.forms.inputs import LinkField, Present
from app.web.forms import Form


class PartsField(SelectMultipleField):
    """Ticks."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


def for_reassignment(kind, **options):
    """The form in which one says what goes from one record to another."""
    source = Field("source", _l("Moved from"), "link", link=kind.name)
    target = Field("target", _l("Moved to"), "link", link=kind.name)

    class ReassignmentForm(Form):
        source_id = LinkField(source.label, [Present()], of=source)
        target_id = LinkField(target.label, [Present()], of=target)
        parts = PartsField(
            _l("What goes over"),
            choices=[(one.name, one.label) for one in parts_of(kind) if one.alone],
        )
        seen = HiddenField()
        sure = BooleanField(_l("Yes, move all of these"))

    return ReassignmentForm(**options)


def for_other(kind, **options):
    """The form in which one chooses with which record another one is to be merged."""
    link = Field("other", _l("The same as"), "link", link=kind.name)

    class OtherForm(Form):
        other = LinkField(link.label, [Present()], of=link)

        class Meta:
            csrf = False  # only asks

    return OtherForm(**options)


class MergeForm(Form):
    """Which version of both was looked at; the sides of fields stand beside it (`sides_in`)."""

    versions = HiddenField()
    sure = BooleanField(_l("Yes, merge these two"))

    def versions_seen(self):
        """`[version of the one that stays, of the one that goes]`; what is missing fits nothing."""
        words = (self.versions.data or "").split("-")
        return [int(one) if one.isdecimal() else 0 for one in words]

    def ask_again(self):
        """Somebody has to say yes."""
        if not self.sure.data:
            self.refuse(_("Tick that the two are to be merged."), "sure")


def sides_in(arguments):
    """`{field: side}` of `take-<field>` in posted or asked arguments."""
    named = ((name.removeprefix("take-"), one) for name, one in arguments.items() if name.startswith("take-"))
    return {name: one for name, one in named if one in SIDES}
