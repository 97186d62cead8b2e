"""The form of a route, and the question which route would apply."""

import wtforms
from wtforms import FieldList, FormField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.validators import Optional as MayBeEmpty
from wtforms.widgets import CheckboxInput, ListWidget

from app.approvals.documents import DOCUMENTS, label_of
from app.approvals.routes.conditions import built, taken_apart
from app.approvals.routes.operations import RouteDraft, StepDraft
from app.approvals.routes.rules import decoded, encoded, fact_labels
from app.kernel import clock
from app.kernel.i18n import _, _l, translate
from app.web.fields import DateField, YenField
from app.web.forms import Form

APPROVERS = ("first", "second", "third")
MOST_STEPS = 10
MODES = (("ALL", _l("Everybody must approve")), ("ANY", _l("One of them is enough")))
WHEN_NOBODY = (
    ("error", _l("Refuse the submission")),
    ("escalate", _l("Ask the head above")),
    ("skip", _l("Skip the step")),
)


class Ticks(SelectMultipleField):
    """Several choices as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Steps(FieldList):
    """Cards of steps; what is wrong inside one is said with its number, so that the summary can name it."""

    def validate(self, form, extra_validators=()):
        """Check every step."""
        right = super().validate(form, extra_validators)
        self.errors = [
            _("Step %(number)s", number=number) + f" · {field.label.text}: {error}"
            for number, entry in enumerate(self.entries, 1)
            for field in entry.form
            for error in field.errors
        ]
        return right


class StepForm(wtforms.Form):
    """One step; without an approver it does not exist."""

    name = StringField(_l("Name of the step"), validators=[Length(max=40)])
    mode = SelectField(_l("Who must approve"), choices=MODES)
    first = SelectField(_l("Approver"))
    second = SelectField(_l("Second approver"))
    third = SelectField(_l("Third approver"))
    organisation = SelectField(_l("Department of the role"))
    when_nobody = SelectField(_l("When nobody is found"), choices=WHEN_NOBODY)
    due_days = IntegerField(_l("Days to decide"), validators=[MayBeEmpty(), NumberRange(1, 365)])

    def rules(self):
        """The chosen rules, each once."""
        words = dict.fromkeys(self[one].data for one in APPROVERS if self[one].data)
        return [decoded(word, self.organisation.data) for word in words]


class RouteForm(Form):
    """A route: when it applies, and its steps. `offers` (Offers) fills the choices."""

    document = SelectField(_l("Document"))
    name = StringField(_l("Name of the route"), validators=[InputRequired(), Length(max=80)])
    priority = IntegerField(_l("Priority"), default=100, validators=[InputRequired(), NumberRange(0, 9999)])
    valid_from = DateField(_l("Valid from"))
    valid_until = DateField(_l("Valid until"))
    organisation = SelectField(_l("Department"))
    at_least = YenField(_l("Amount from"))
    below = YenField(_l("Amount below"))
    categories = Ticks(_l("Categories"))
    extras = Ticks(_l("Only when"))
    steps = Steps(FormField(StepForm), _l("Steps"), min_entries=2, max_entries=MOST_STEPS)

    def __init__(self, offers, **given):
        super().__init__(**given)
        self.document.choices = document_choices()
        self.organisation.choices = offers.department_choices(_("All departments"))
        self.categories.choices = list(offers.categories.items())
        self.extras.choices = list(fact_labels().items())
        self._offers = offers
        for entry in self.steps:
            self._offer(entry.form)

    def add_step(self):
        """Put one more empty step at the end."""
        if len(self.steps) < MOST_STEPS:
            self._offer(self.steps.append_entry().form)

    def _offer(self, step):
        for one in APPROVERS:
            step[one].choices = self._offers.people_choices()
        step.organisation.choices = self._offers.department_choices(_("The document's department"))

    def draft(self):
        """What was typed, as a RouteDraft. A step without a name is called after its number."""
        chosen = [entry.form for entry in self.steps if entry.form.rules()]
        steps = [
            StepDraft(
                name=step.name.data.strip() or _("Step %(number)s", number=number),
                assignees=step.rules(),
                mode=step.mode.data,
                when_nobody=step.when_nobody.data,
                due_days=step.due_days.data,
            )
            for number, step in enumerate(chosen, 1)
        ]
        condition = built(
            organisation_id=self.organisation.data or None,
            at_least=self.at_least.data,
            below=self.below.data,
            categories=self.categories.data,
            extras=self.extras.data,
        )
        return RouteDraft(
            self.document.data,
            self.name.data.strip(),
            steps,
            condition,
            self.priority.data,
            self.valid_from.data,
            self.valid_until.data,
        )


class PreviewForm(wtforms.Form):
    """Facts of an imagined document; a GET form."""

    document = SelectField(_l("Document"), validate_choice=False)
    organisation = SelectField(_l("Department"), validate_choice=False)
    amount = YenField(_l("Amount (without tax)"))
    category = SelectField(_l("Category"), validate_choice=False)
    extras = Ticks(_l("Further facts"), validate_choice=False)

    def __init__(self, offers, formdata):
        super().__init__(formdata)
        self.document.choices = document_choices()
        self.organisation.choices = offers.department_choices(_("My own department"))
        self.category.choices = [("", _("None")), *offers.categories.items()]
        self.extras.choices = list(fact_labels().items())


def document_choices():
    """`(name, label)` of the documents that can be approved, one of each label's."""
    return sorted(((name, translate(label_of(name))) for name in DOCUMENTS), key=lambda one: one[1])


def filled(route, steps):
    """Keyword data of a RouteForm that shows `route` (for a revision)."""
    parts = taken_apart(route.condition)
    return {
        "document": route.document,
        "name": route.name,
        "priority": route.priority,
        "valid_from": max(route.valid_from, clock.today()),
        "valid_until": route.valid_until,
        "organisation": parts["organisation_id"] or "",
        "at_least": parts["at_least"],
        "below": parts["below"],
        "categories": parts["categories"],
        "extras": parts["extras"],
        "steps": [_filled_step(step) for step in steps],
    }


def _filled_step(step):
    words = [encoded(rule) for rule in step.assignees] + [""] * len(APPROVERS)
    where = next((rule["organisation_id"] for rule in step.assignees if rule.get("organisation_id")), "")
    return {
        "name": step.name,
        "mode": step.mode,
        "organisation": where,
        "when_nobody": step.when_nobody,
        "due_days": step.due_days,
        **dict(zip(APPROVERS, words, strict=False)),
    }
