"""A cell of a list, changed where it stands."""

from urllib.parse import parse_qsl

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _, translate
from app.platform.audit.queries import trail_of
from app.records.kit import keeping
from app.records.kit.describing import LINKS
from app.records.kit.extras import held
from app.records.kit.queries import every, titles
from app.records.lists.asking import question_from
from app.records.lists.selecting import select_columns
from app.records.pages.forms import offer, texts_of
from app.records.pages.views.happening import events_of
from app.records.pages.views.listed import columns_of
from app.records.pages.views.selection import may_select
from app.records.pages.views.single import editable, form_for, value_in
from app.web.answer import say_undoable, wants_fragment
from app.web.dom import dom_id
from app.web.finding import find


def edit_cell(kind, record_id, field):
    """The input for one cell, with what is there now; without htmx the whole form."""
    row, of = find(every(kind), record_id), _field(kind, field)
    if not wants_fragment():
        return redirect(url_for(".edit", record_id=row.id), 303)
    return _editor(kind, row, of, _now(kind, row, of))


def update_cell(kind, record_id, field):
    """Save it under the version that was opened: the row as the list shows it, and a way back."""
    row, of = find(every(kind), record_id), _field(kind, field)
    form, former = form_for(kind, of.name)(), texts_of(_now(kind, row, of)[of.name])
    seen = request.form.get("version", 0, type=int)
    if form.validate():
        with form.absorbing():
            try:
                changes = keeping.change(kind, row, {of.name: value_in(kind, form, of.name)}, version=seen)
            except keeping.Overtaken:
                return _editor(kind, row, of, form, status=409, overtaken=_since(kind, row, seen))
    if form.errors:
        return _editor(kind, row, of, form, status=422, version=seen)
    if changes:
        _offer_undo(kind, row, of, former)
    return _row(kind, row) if wants_fragment() else redirect(url_for(".index"), 303)


def _field(kind, name):
    if name not in editable(kind):
        raise Missing
    return kind.fields[name]


def _now(kind, row, of):
    return form_for(kind, of.name)(formdata=None, data={of.name: held(row, of)})


def _editor(kind, row, of, form, status=200, version=None, overtaken=()):
    input_ = offer(kind, form, row)[of.name]
    input_.id = dom_id("cell", f"{row.id}-{of.name}")
    answer = make_response(
        render_template(
            "records/pages/cells/_editor.html",
            kind=kind,
            row=row,
            of=of,
            input=input_,
            text=_text(of, input_),
            errors=[*input_.errors, *form.form_errors],
            version=version or row.version,
            overtaken=overtaken,
            asked=request.values.get("question", ""),
            linked=LINKS.get,
        ),
        status,
    )
    if status == 409:
        answer.headers["HX-Retarget"] = f"#{input_.id}-editor"
    return answer


def _text(of, input_):
    """What a link is called, or what was typed instead of choosing."""
    if not of.link:
        return ""
    return input_.text or titles(of.link, [input_.data]).get(input_.data, "")


def _since(kind, row, version):
    """What was saved after the cell was opened, newest first."""
    return events_of(kind, session.scalars(trail_of(row.id, max(row.version - version, 1))).all())


def _offer_undo(kind, row, of, former):
    label = _("%(name)s: %(field)s changed", name=getattr(row, kind.title), field=translate(of.label))
    fields = {of.name: former, "version": row.version, "question": request.form.get("question", "")}
    say_undoable(label, url_for(".update_cell", record_id=row.id, field=of.name), fields, inside=True)


def _row(kind, row):
    """The row as the list shows it whose question came along."""
    question = question_from(kind, MultiDict(parse_qsl(request.form.get("question", ""))))
    names = question.columns or kind.columns
    hidden = ("state", "restricted") if kind.private else ("state",)
    found, _column = select_columns(kind, (*names, *hidden), kind.sorts[0])
    return render_template(
        "records/pages/cells/_row.html",
        kind=kind,
        columns=columns_of(kind, names, selectable=may_select(kind)),
        row=session.execute(found.where(kind.model.id == row.id)).one(),
        base=url_for(".index"),
    )
