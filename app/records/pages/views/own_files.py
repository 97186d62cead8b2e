"""Files in a tenant's own fields: put in, taken away, handed out on the record's page."""

from flask import request, url_for
from markupsafe import Markup

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.i18n import _
from app.platform.storage import keep
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.kit.queries import every
from app.records.pages.views.exports import as_download
from app.web.answer import answer
from app.web.finding import find

_LINK = Markup('<a href="{}">{}</a>')


def linked(row, of, titles):
    """The name of the file in a field, leading to it; nothing for an empty field."""
    if held(row, of) is None:
        return ""
    return _LINK.format(
        url_for(".show_file", record_id=row.id, field=of.name), titles.get(of.name, _("File"))
    )


def fields_of(kind, row):
    """`[(field, held or not)]` of the fields with files."""
    return [(of, held(row, of) is not None) for of in kind.visible.values() if of.kind == "file"]


def show_file(kind, record_id, field):
    """The file itself, to whoever may know of the record."""
    row = find(every(kind), record_id)
    return as_download(held(row, _field(kind, field)))


def create_file(kind, record_id, field):
    """Put a file into the field; its type is found from what is inside it."""
    row, of = find(every(kind), record_id), _field(kind, field)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Rejected("Choose a file.")
    kept = keep(upload.stream, upload.filename, subject=row, purpose="field")
    session.flush()  # the record names the file
    keeping.change(kind, row, {of.name: kept.id}, version=row.version)
    return answer(None, url_for(".show", record_id=row.id), _("The file is in its place."))


def delete_file(kind, record_id, field):
    """Empty the field; the history keeps the name of what was there."""
    row, of = find(every(kind), record_id), _field(kind, field)
    keeping.change(kind, row, {of.name: None}, version=row.version)
    return answer(None, url_for(".show", record_id=row.id), _("The file was taken out."))


def _field(kind, name):
    of = kind.visible.get(name)
    if of is None or of.kind != "file":
        raise Missing
    return of
