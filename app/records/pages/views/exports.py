"""A list as a file: asked for, watched, taken away."""

from flask import request, send_file, url_for

from app.kernel.errors import Missing
from app.platform.storage import opened
from app.records.exports.operations import ask_for
from app.records.exports.queries import own_exports
from app.records.lists.asking import question_from
from app.records.pages.forms import ExportForm
from app.records.pages.views.progress import state_of
from app.web.answer import answer, page
from app.web.finding import find


def create_export(kind):
    """Ask for the file of what the list shows."""
    form = ExportForm()
    if not form.validate():
        form = ExportForm(formdata=None, format="xlsx", columns="list")
    question = question_from(kind, request.form)
    export = ask_for(kind, question, file_format=form.format.data, columns=form.columns.data)
    return answer(None, otherwise=url_for(".show_export", export_id=export.id))


def show_export(kind, export_id):
    """How far it is; then the file."""
    export = find(own_exports(kind), export_id)
    return page(
        "records/pages/exports/show.html",
        fragment="records/pages/exports/_export.html",
        kind=kind,
        export=export,
        progress=state_of(export),
    )


def download_export(kind, export_id):
    """The file itself."""
    export = find(own_exports(kind), export_id)
    return as_download(export.file_id)


def as_download(file_id):
    """A stored file under its own name, never shown inside the page. Raises Missing."""
    file, content = opened(file_id) if file_id else (None, None)
    if file is None:
        raise Missing
    return send_file(content, mimetype=file.content_type, as_attachment=True, download_name=file.name)
