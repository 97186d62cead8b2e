"""A list as a file: arranged, asked for, watched, taken away; and the templates of such files."""

from flask import request, send_file, url_for

from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform.storage import opened
from app.records.exports.columns import offered
from app.records.exports.forms import ExportForm, arranged, arranged_in, options_in, usual
from app.records.exports.operations import DAYS, ask_for, count_all, file_of
from app.records.exports.queries import own_exports
from app.records.exports.templates import remove_template, save_template, templates_of
from app.records.lists.asking import question_from
from app.records.pages.views.progress import state_of
from app.web.answer import answer, page
from app.web.finding import find


def new_export(kind):
    """What the list is asked, and which columns in which kind of file."""
    question = question_from(kind, request.args)
    template = None
    if chosen := request.args.get("template"):
        template = next((t for t in session.scalars(templates_of(kind)) if str(t.id) == chosen), None)
    if template is None:
        return _export_page(kind, question, ExportForm(formdata=None), usual(kind, question))
    form = ExportForm(formdata=None, data={**template.content, "template_name": template.name})
    return _export_page(kind, question, form, arranged(kind, template.content["names"]), template)


def _export_page(kind, question, form, columns, template=None, status=200):
    return page(
        "records/pages/exports/new.html",
        fragment="records/pages/exports/_form.html",
        status=status,
        kind=kind,
        question=question,
        form=form,
        columns=columns,
        labels=offered(kind),
        rows=count_all(kind, question),
        templates=list(session.scalars(templates_of(kind))),
        chosen=template,
    )


def create_export(kind):
    """Ask for the file; an arrow only moves a column; with a name the settings are kept as a template."""
    form, question = ExportForm(), question_from(kind, request.form)
    columns = arranged_in(kind, request.form)
    valid = form.validate()
    if "up" in request.form or "down" in request.form:
        return _export_page(kind, question, form, columns)
    if valid and "and_save" in request.form:
        with form.absorbing():
            content = {"format": form.format.data, **options_in(form, columns.names)}
            return _saved(kind, question, save_template(kind, form.template_name.data or "", content))
    if "listed" in request.form and not columns.names:
        form.format.errors = [*form.format.errors, _("Choose at least one column.")]
    if form.errors:
        return _export_page(kind, question, form, columns, status=422)
    return _asked(kind, question, form, columns)


def _saved(kind, question, template):
    where = url_for(".new_export", **{**question.address(), "template": template.id})
    return answer(
        None, otherwise=where, message=_("The template “%(name)s” has been saved.", name=template.name)
    )


def _asked(kind, question, form, columns):
    export = ask_for(
        kind,
        question,
        file_format=form.format.data,
        columns="all" if request.form.get("columns") == "all" else "list",
        options=options_in(form, columns.names),
    )
    return answer(None, otherwise=url_for(".show_export", export_id=export.id))


def delete_export_template(kind, template_id):
    """Delete one's own template."""
    remove_template(kind, find(templates_of(kind), template_id))
    return answer(None, otherwise=url_for(".new_export"), message=_("The template has been deleted."))


def show_export(kind, export_id):
    """How far it is; then the file."""
    export = find(own_exports(kind), export_id)
    return page(
        "records/pages/exports/show.html",
        fragment="records/pages/exports/_export.html",
        kind=kind,
        export=export,
        days=None if export.file_id else DAYS,
        progress=state_of(export),
    )


def download_export(kind, export_id):
    """The file itself."""
    return sent(*file_of(find(own_exports(kind), export_id)))


def as_download(file_id):
    """A stored file under its own name, never shown inside the page. Raises Missing."""
    return sent(*(opened(file_id) if file_id else (None, None)))


def sent(file, content):
    """A file that was opened, as a download. Raises Missing for None."""
    if file is None:
        raise Missing
    kind = getattr(file, "content_type", "application/octet-stream")
    return send_file(content, mimetype=kind, as_attachment=True, download_name=file.name)
