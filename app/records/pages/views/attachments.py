"""Files of a record: the card, adding, renaming, taking off and back."""

from flask import redirect, url_for

from app.kernel.i18n import _
from app.records.attachments import operations
from app.records.attachments.forms import FilesForm, NameForm
from app.records.attachments.queries import attachments_of, files_of
from app.records.kit.queries import every
from app.web.answer import answer, page, say, wants_fragment
from app.web.finding import find

CARD = "records/pages/attachments/_card.html"


def card_of(kind, row, form=None):
    """What the card of files shows."""
    files, removed = files_of(row.id)
    form = form or FilesForm(formdata=None)
    return {"kind": kind, "row": row, "files": files, "removed": removed, "files_form": form}


def attachments(kind, record_id):
    """The card by itself."""
    row = find(every(kind), record_id)
    return page("records/pages/attachments/index.html", CARD, **card_of(kind, row))


def create_attachments(kind, record_id):
    """Put the given files on the record: all of them, or (one refused) none."""
    row, form = find(every(kind), record_id), FilesForm()
    with form.absorbing():
        form.validate()
        for stream, name in form.given:
            operations.attach(kind, row, stream, name)
    if not form.given:
        form.refuse(_("Choose a file."), "files")
    if form.errors:
        return page("records/pages/attachments/index.html", CARD, 422, **card_of(kind, row, form))
    return _changed(kind, row)


def update_attachment(kind, record_id, attachment_id):
    """Give it another name."""
    row, form = find(every(kind), record_id), NameForm()
    attachment = find(attachments_of(row.id), attachment_id)
    with form.absorbing():
        form.validate()
        operations.rename(row, attachment, form.name.data)
    where = url_for(".attachment", record_id=row.id, attachment_id=attachment.id)
    if form.errors:
        say("Enter a name.", "problem")
        return redirect(where, 303)
    return answer(None, where, _("%(name)s has been saved.", name=attachment.name))


def delete_attachment(kind, record_id, attachment_id):
    """Into the bin."""
    row = find(every(kind), record_id)
    operations.remove(row, find(attachments_of(row.id), attachment_id))
    return _changed(kind, row)


def create_attachment_restoration(kind, record_id, attachment_id):
    """Out of the bin."""
    row = find(every(kind), record_id)
    operations.restore(row, find(attachments_of(row.id), attachment_id))
    return _changed(kind, row)


def _changed(kind, row):
    where = url_for(".show", record_id=row.id, _anchor="attachments")
    template = "records/pages/attachments/create.htmx.html" if wants_fragment() else None
    return answer(template, where, **(card_of(kind, row) if template else {}))
