"""One file of a record: what it looks like, its versions, the content itself."""

from flask import url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform.storage import opened
from app.platform.storage.model import HELD
from app.records.attachments import operations
from app.records.attachments.forms import NameForm, VersionForm
from app.records.attachments.queries import (
    attachments_of,
    is_drawn_of,
    preview_of,
    previews_of,
    stored,
    versions_of,
)
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find


def attachment(kind, record_id, attachment_id):
    """Preview and versions."""
    row = find(every(kind), record_id)
    return _page(kind, row, find(attachments_of(row.id), attachment_id))


def create_version(kind, record_id, attachment_id):
    """Put a newer content in force."""
    row, form = find(every(kind), record_id), VersionForm()
    found = find(attachments_of(row.id), attachment_id)
    with form.absorbing():
        form.validate()
        if not form.file.data:
            form.refuse(_("Choose a file."), "file")
        else:
            operations.add_version(kind, row, found, form.file.data.stream, form.comment.data)
    if form.errors:
        return _page(kind, row, found, form, status=422)
    return answer(None, _place(row, found), _("Version %(n)s is in force.", n=found.number))


def create_version_restoration(kind, record_id, attachment_id, number):
    """Put an older version in force again, as the newest."""
    row = find(every(kind), record_id)
    found = find(attachments_of(row.id), attachment_id)
    operations.take_back(row, found, number, _("As version %(n)s", n=number))
    return answer(None, _place(row, found), _("Version %(n)s is in force.", n=found.number))


def version_content(kind, record_id, attachment_id, number):
    """The content of a version, as a download."""
    row = find(every(kind), record_id)
    found = find(attachments_of(row.id), attachment_id)
    file_id = next((one.file_id for one in versions_of(found) if one.number == number), None)
    file, content = opened(file_id) if file_id else (None, None)
    if file is None or file.scan in HELD:
        if content:
            content.close()
        raise Missing
    return handed_over(file, content)


def version_picture(kind, record_id, attachment_id, file_id):
    """A picture that we drew of the file, to be shown inside the page."""
    row = find(every(kind), record_id)
    found = find(attachments_of(row.id), attachment_id)
    if not any(is_drawn_of(one, file_id) for one in previews_of(found)):
        raise Missing
    file, content = opened(file_id)
    return handed_over(file, content, inline=True)


def _page(kind, row, found, form=None, status=200):
    file = stored(found.file_id)
    return page(
        "records/pages/attachments/show.html",
        "records/pages/attachments/_preview.html",
        status,
        kind=kind,
        row=row,
        attachment=found,
        file=file,
        held=file.scan in HELD,
        preview=preview_of(found.file_id),
        versions=versions_of(found),
        version_form=form or VersionForm(formdata=None),
        name_form=NameForm(formdata=None, name=found.name),
    )


def _place(row, found):
    return url_for(".attachment", record_id=row.id, attachment_id=found.id)
