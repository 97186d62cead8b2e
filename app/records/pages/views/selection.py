"""The selection of rows in an address or form, and the value that they shall get."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import url_for
from wtforms import SelectField

from app.kernel import context
from app.kernel.i18n import _l
from app.records.kit.model import ARCHIVED
from app.records.lists.asking import question_from
from app.records.pages.views.single import editable, form_for
from app.web.forms import Form

STATE = "state"
WAYS = (
    ("add", _l("Add them")),
    ("remove", _l("Take them out")),
    ("set", _l("Put them in place of the former ones")),
)
EDITS, DELETE = ("field", "archive", "restore"), "delete"


@dataclass(frozen=True)
class Selection:
    """`question` finds the rows (`whole`: all that answer, else the ticked ones); `field` is what is to be changed."""

    question: Any
    whole: bool
    action: str
    field: str
    view: str

    def address(self):
        """Arguments that lead here again, without what is chosen here."""
        kept = {"all": "1" if self.whole else "", "view": self.view}
        return {**self.question.address(), **{name: value for name, value in kept.items() if value}}

    @property
    def back(self):
        """Address of the list one came from."""
        question = replace(self.question, ids=())
        return url_for(".index", **question.address(), **({"view": self.view} if self.view else {}))


def ticks_of(kind, question):
    """The address under which a browser keeps the ticks of a list: what finds its rows, not how they are shown."""
    plain = replace(question, sort=kind.sorts[0], columns=(), after="", ids=())
    return url_for(".index", **plain.address())


def selection_from(kind, arguments):
    """The Selection in an address or form. Neither ticks nor `all`: no row at all."""
    question, whole = question_from(kind, arguments), bool(arguments.get("all"))
    ids = () if whole else question.ids or (UUID(int=0),)
    action, allowed = arguments.get("action", ""), _allowed(kind)
    field = arguments.get("field", "")
    return Selection(
        replace(question, ids=ids, after=""),
        whole,
        action if action in allowed else allowed[0] if allowed else "",
        field if kind.entered and field in changeable(kind) else "",
        arguments.get("view", ""),
    )


def _allowed(kind):
    may = context.actor().may
    return (
        *(EDITS if may(kind.permissions.edit) else ()),
        *((DELETE,) if may(kind.permissions.delete) else ()),
        *(("export",) if may(kind.permissions.take_out) else ()),
    )


def may_select(kind):
    """Whether the present person may do anything with selected rows."""
    return bool(_allowed(kind))


def changeable(kind):
    """`{name: label}` of what can be changed for many at once: no code, which is each record's own; the state last."""
    fields = {name: of.label for name, of in editable(kind).items() if name != kind.key}
    return fields | ({STATE: _l("State")} if len(own_states(kind)) > 1 else {})


def own_states(kind):
    """`[(value, label)]` of the states one can put a record into."""
    return [(one.value, one.label) for one in kind.states if one.value != ARCHIVED]


def value_form(kind, selection, formdata=None):
    """The form for what the selection asks: one value, or nothing but the button."""
    if selection.action != "field" or not selection.field:
        return Form(formdata=formdata)
    if selection.field == STATE:
        states = SelectField(_l("State"), choices=own_states(kind))
        return type("StateForm", (Form,), {STATE: states})(formdata=formdata)
    form = form_for(kind, selection.field)
    if kind.fields[selection.field].kind == "many":
        form = type("SeveralForm", (form,), {"way": SelectField(_l("What to do with them"), choices=WAYS)})
    return form(formdata=formdata)
