"""One field of a form, looked at as soon as it is left; nothing is written."""

from uuid import UUID

from flask import render_template, request

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.records.kit import keeping
from app.records.kit.alike import twins_of
from app.records.kit.queries import every
from app.records.kit.reading import check_retired
from app.records.layouts.shaping import former_field
from app.records.pages.forms import form_class, typed, values_of
from app.records.pages.views.filling import worked


def check(kind):
    """What is to be said beside the field: its error, or with `twins` the records it may be the twin of.

    With `worked` instead of a field: what the formulas give now.
    """
    form, name = form_class(kind)(), request.args.get("field", "")
    of, row = typed(kind).get(name), _row(kind, request.args.get("record", type=UUID))
    if "worked" in request.args:
        texts = worked(kind, form, row)
        return render_template("records/pages/records/_worked_out.html", kind=kind, worked=texts, oob=True)
    if of is None and former_field(kind, name) is None:
        raise Missing
    if "twins" in request.args:
        twins = twins_of(kind, values_of(kind, form), row, only=name)
        return render_template("records/pages/records/_twins.html", kind=kind, field=of, twins=twins)
    if of is not None and form[name].validate(form):
        _ask(kind, form, of, values_of(kind, form), row)
    return render_template(
        "records/pages/records/_notes.html", field=of, name=name, input=form[name] if of else None
    )


def _ask(kind, form, of, values, row):
    """What the record as a whole has against the field; what it has against others is theirs to say."""
    try:
        keeping.look_at(kind, of.name, values[of.name], str(row.id) if row is not None else None)
        check_retired(kind, {of.name: values[of.name]}, row)
        kind.check(values, row)
    except Rejected as refused:
        if refused.field == of.name:
            form.refuse(str(refused), of.name)


def _row(kind, record_id):
    return session.scalars(every(kind).where(kind.model.id == record_id)).one_or_none() if record_id else None
