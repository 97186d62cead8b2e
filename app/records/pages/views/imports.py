"""A file of records: dropped, matched, looked at, taken in, watched."""

import uuid

from flask import request, url_for

from app.kernel.db import session
from app.kernel.i18n import _
from app.records.imports import operations, sources
from app.records.imports.forms import StartForm, UploadForm, matched_in
from app.records.imports.looking import look
from app.records.imports.queries import imports_of, recent_imports
from app.records.pages.views.looking import matching_values
from app.records.pages.views.progress import state_of
from app.records.pages.views.undoing import undo_values
from app.web.answer import answer, page, say
from app.web.finding import find


def new_import(kind):
    """Where to drop the file, and what went in lately."""
    return _upload_page(kind, UploadForm(formdata=None))


def _upload_page(kind, form, status=200):
    known = list(session.scalars(sources.sources_of(kind)))
    form.source.choices = [("", _("Find the columns by their names")), *((str(s.id), s.name) for s in known)]
    return page(
        "records/pages/imports/new.html",
        fragment="records/pages/imports/_upload.html",
        status=status,
        kind=kind,
        form=form,
        sources=known,
        recent=list(session.scalars(recent_imports(kind))),
    )


def create_import(kind):
    """Keep the file, read its header, look at its first rows."""
    form = UploadForm()
    if form.validate():
        with form.absorbing():
            made = operations.upload(
                kind, form.file.data.stream, form.file.data.filename, _source(kind, form)
            )
            session.flush()  # what is found belongs to the import
            look(kind, made)
    if form.errors:
        return _upload_page(kind, form, status=422)
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def _source(kind, form):
    try:
        chosen = uuid.UUID(form.source.data or "")
    except ValueError:
        return None
    return find(sources.sources_of(kind), chosen)


def show_import(kind, import_id):
    """A draft is matched and looked at, anything later is watched."""
    made = find(imports_of(kind), import_id)
    if made.state == "draft":
        return page(
            "records/pages/imports/matching.html",
            fragment="records/pages/imports/_look.html",
            **matching_values(kind, made),
        )
    return page(
        "records/pages/imports/show.html",
        fragment="records/pages/imports/_import.html",
        kind=kind,
        made=made,
        progress=state_of(made),
        **undo_values(kind, made),
    )


def match(kind, import_id):
    """Settle the columns and how rows go in, and what this is called; then look again."""
    made = find(imports_of(kind), import_id)
    mapping, rules = matched_in(kind, request.form)
    operations.match(kind, made, mapping, **rules)
    if "and_save" in request.form:
        sources.save(kind, made, request.form.get("source_name", ""))
        say("The source “%(name)s” has been saved.", name=made.source_name)
    look(kind, made)
    return answer(
        "records/pages/imports/_matching.html",
        otherwise=url_for(".show_import", import_id=made.id),
        **matching_values(kind, made),
    )


def start(kind, import_id):
    """Take it in; where it would hand very many records over, only when asked twice."""
    made, form = find(imports_of(kind), import_id), StartForm()
    with form.absorbing():
        operations.start(kind, made, sure=form.sure.data)
    if form.errors:
        values = matching_values(kind, made, form)
        return page("records/pages/imports/matching.html", "records/pages/imports/_look.html", 422, **values)
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def cancel(kind, import_id):
    """Stop it."""
    made = find(imports_of(kind), import_id)
    operations.cancel(made)
    stopped = made.state == "cancelled"
    say("The import has been cancelled. Nothing was taken in." if stopped else "It was too late.")
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))
