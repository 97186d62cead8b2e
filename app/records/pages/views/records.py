"""One record: its forms."""

from flask import render_template, request, url_for

from app.kernel.i18n import _
from app.records.kit import keeping
from app.records.kit.describing import LINKS
from app.records.kit.extras import held
from app.records.kit.queries import every, titles
from app.records.pages.forms import form_class, values_of
from app.records.pages.views.happening import since
from app.web.answer import answer, page
from app.web.finding import find


def new(kind):
    """An empty form."""
    return _form(kind, form_class(kind)(formdata=None))


def create(kind):
    """Enter what was typed."""
    form = form_class(kind)()
    if form.validate():
        with form.absorbing():
            row = keeping.enter(kind, values_of(kind, form))
    if form.errors:
        return _form(kind, form, status=422)
    message = _("%(name)s has been entered.", name=getattr(row, kind.title))
    return answer(None, otherwise=url_for(".show", record_id=row.id), message=message)


def edit(kind, record_id):
    """The form with what is there."""
    row = find(every(kind), record_id)
    data = {name: held(row, of) for name, of in kind.fields.items()}
    return _form(kind, form_class(kind)(formdata=None, data=data), row)


def update(kind, record_id):
    """Save, unless somebody else was faster: then what they changed is shown, and what was typed is kept."""
    row, form = find(every(kind), record_id), form_class(kind)()
    seen = request.form.get("version", 0, type=int)
    if form.validate():
        with form.absorbing():
            try:
                keeping.change(kind, row, values_of(kind, form), version=seen)
            except keeping.Overtaken:
                return _form(kind, form, row, status=409, overtaken=since(kind, row, seen))
    if form.errors:
        return _form(kind, form, row, status=422, version=seen)
    message = _("%(name)s has been saved.", name=getattr(row, kind.title))
    return answer(None, otherwise=url_for(".show", record_id=row.id), message=message)


def _form(kind, form, row=None, status=200, version=None, overtaken=()):
    linked = {f.name: form[f.name] for f in kind.fields.values() if f.name in form and f.link}
    return page(
        "records/pages/records/form.html",
        fragment="records/pages/records/_form.html",
        status=status,
        kind=kind,
        form=form,
        row=row,
        version=version or (row.version if row else 0),
        overtaken=overtaken,
        linked=LINKS.get,
        texts={
            name: field.text or titles(field.of.link, [field.data]).get(field.data, "")
            for name, field in linked.items()
        },
    )


def check(kind):
    """One field, looked at as soon as it is left; nothing is written."""
    form, name = form_class(kind)(), request.args.get("field", "")
    form.validate()
    with form.absorbing():
        if name in form and not form[name].errors:
            keeping.look_at(kind, name, form[name].data, request.args.get("record", type=str))
    field = form[name if name in form else kind.title]
    return render_template(
        "records/pages/records/_field.html", kind=kind, field=kind.fields[field.short_name], form=form
    )
