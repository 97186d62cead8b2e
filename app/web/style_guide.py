"""`/style-guide`: every component in all its states, for those who build pages and those who check them."""

from datetime import timedelta

from flask import Blueprint, flash, render_template
from wtforms import (
    BooleanField,
    FileField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms import Form as Inner

from app.kernel import clock
from app.kernel.i18n import _, _l
from app.web.fields import DateField, DateTimeField, LineList, PriceField, QuantityField, YenField
from app.web.forms import Form
from app.web.guards import public

style_guide = Blueprint("style_guide", __name__)


def install(app):
    """Serve `/style-guide` from `app`."""
    app.register_blueprint(style_guide)


class SampleLine(Inner):
    """One line of the table to type in."""

    name = StringField(_l("Item"), [validators.InputRequired()])
    unit = SelectField(_l("Unit"), choices=[("pc", _l("pieces")), ("kg", "kg"), ("set", _l("set"))])
    quantity = QuantityField(_l("Quantity"), [validators.InputRequired()])
    price = PriceField(_l("Unit price"))
    due_on = DateField(_l("Delivery date"))


class SampleForm(Form):
    """One field of every shape."""

    class Meta:
        """The page is public and posts nothing, so there is no token to keep."""

        csrf = False

    subject = StringField(_l("Subject"), [validators.InputRequired()])
    code = StringField(_l("Code"), render_kw={"readonly": True})
    due_on = DateField(_l("Delivery date"), [validators.InputRequired()])
    deadline = DateTimeField(_l("Deadline for answers"))
    budget = YenField(_l("Budget"))
    quantity = QuantityField(_l("Quantity"))
    category = SelectField(
        _l("Category"), choices=[("", "—"), ("parts", _l("Parts")), ("service", _l("Services"))]
    )
    supplier = StringField(_l("Supplier"))
    terms = RadioField(_l("Tax"), choices=[("ex", _l("Without tax")), ("in", _l("With tax"))], default="ex")
    tells = SelectMultipleField(
        _l("Tell"),
        choices=[("mail", _l("By mail")), ("app", _l("On this site"))],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    urgent = BooleanField(_l("This is urgent"))
    remarks = TextAreaField(_l("Remarks"), description=_l("The supplier reads this."))
    drawing = FileField(_l("Drawing"))
    files = MultipleFileField(_l("Files"))
    lines = LineList(SampleLine, _l("Lines"), spare=2)


def empty_form():
    """The sample form as one meets it, with two lines."""
    lines = [
        {"name": _("Hexagon bolt M8 × 30, stainless steel"), "quantity": 1200, "price": "12.5"},
        {"name": _("Bearing 6204ZZ"), "quantity": 40, "price": 380},
    ]
    return SampleForm(formdata=None, data={"code": "RFQ-2026-00123", "lines": lines})


def wrong_form():
    """The sample form after a mistake in nearly every field."""
    form = SampleForm(formdata=None, prefix="wrong-")
    form.subject.errors = [_("Please write what this is about.")]
    form.due_on.raw_data, form.due_on.errors = ["2026/13/45"], [_("There is no such day in the calendar.")]
    form.budget.raw_data, form.budget.errors = ["12,x"], [_("Enter a number such as 1,234 or -1,234.")]
    form.form_errors.append(_("The deadline has passed. Extend it first."))
    return form


def sample_rows():
    """Rows of a list: short, long, negative, twelve digits."""
    names = [
        _("Yamada Precision Co., Ltd."),
        _("Kitakanto General Materials Trading and Logistics Co., Ltd., Second Sales Division, Utsunomiya"),
        _("Suzuki Kogyo"),
        _("Tokai Bearings"),
    ]
    states = [
        (_("Awaiting answers"), "waiting"),
        (_("Accepted"), "done"),
        (_("Overdue"), "problem"),
        (_("Closed"), "closed"),
    ]
    amounts = [1_234_500, 987_654_321_098, -48_000, None]
    today = clock.today()
    return [
        {"number": f"RFQ-2026-{123 + i:05d}", "name": names[i], "state": states[i],
         "due_on": today + timedelta(days=3 * i - 2), "amount": amounts[i]}
        for i in range(4)
    ]  # fmt: skip


@style_guide.get("/style-guide")
@public(
    "components with made-up words; builders and the accessibility tests read it, no tenant's data is on it"
)
def show():
    """The page. `?toast` also shows the three kinds of toast."""
    for kind, text in (
        ("done", _("Saved.")),
        ("notice", _("A new answer arrived.")),
        ("problem", _("Not sent.")),
    ):
        flash(text, kind)
    return render_template(
        "style_guide/show.html", form=empty_form(), wrong=wrong_form(), rows=sample_rows(), now=clock.now()
    )
