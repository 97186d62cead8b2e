"""A file of records: dropped, matched, looked at, taken in, watched."""

from flask import request, url_for

from app.kernel.db import session
from app.records.imports import operations
from app.records.imports.matching import imported_fields
from app.records.imports.queries import imports_of, recent_imports
from app.records.pages.forms import UploadForm
from app.records.pages.views.cells import changed_words
from app.records.pages.views.exports import as_download
from app.records.pages.views.progress import state_of
from app.web.answer import answer, page, say
from app.web.finding import find


def new_import(kind):
    """Where to drop the file, and what went in lately."""
    return _upload_page(kind, UploadForm(formdata=None))


def _upload_page(kind, form, status=200):
    return page(
        "records/pages/imports/new.html",
        fragment="records/pages/imports/_upload.html",
        status=status,
        kind=kind,
        form=form,
        recent=list(session.scalars(recent_imports(kind))),
    )


def create_import(kind):
    """Keep the file and read its header."""
    form = UploadForm()
    if form.validate():
        with form.absorbing():
            made = operations.upload(kind, form.file.data.stream, form.file.data.filename)
    if form.errors:
        return _upload_page(kind, form, status=422)
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def show_import(kind, import_id):
    """A draft is matched and looked at, anything later is watched."""
    made = find(imports_of(kind), import_id)
    if made.state == "draft":
        return _matching_page(kind, made)
    return page(
        "records/pages/imports/show.html",
        fragment="records/pages/imports/_import.html",
        kind=kind,
        made=made,
        progress=state_of(made),
    )


def _matching_page(kind, made, trouble=None, status=200):
    return page(
        "records/pages/imports/matching.html",
        fragment="records/pages/imports/_matching.html",
        status=status,
        kind=kind,
        made=made,
        fields=imported_fields(kind),
        preview=operations.preview(kind, made),
        trouble=trouble,
        changed=changed_words,
    )


def match(kind, import_id):
    """Settle the columns; the preview follows."""
    made = find(imports_of(kind), import_id)
    chosen = {name: request.form.get(name, type=int) for name in imported_fields(kind)}
    operations.match(kind, made, {name: column for name, column in chosen.items() if column is not None})
    return answer(
        "records/pages/imports/_matching.html",
        otherwise=url_for(".show_import", import_id=made.id),
        kind=kind,
        made=made,
        fields=imported_fields(kind),
        preview=operations.preview(kind, made),
        trouble=None,
        changed=changed_words,
    )


def start(kind, import_id):
    """Take it in."""
    made = find(imports_of(kind), import_id)
    operations.start(kind, made)
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def cancel(kind, import_id):
    """Stop it."""
    made = find(imports_of(kind), import_id)
    operations.cancel(made)
    say(
        "The import has been cancelled. Nothing was taken in."
        if made.state == "cancelled"
        else "It was too late."
    )
    return answer(None, otherwise=url_for(".show_import", import_id=made.id))


def download_refused(kind, import_id):
    """The rows that stayed out, with the reasons."""
    return as_download(find(imports_of(kind), import_id).refused_file_id)
