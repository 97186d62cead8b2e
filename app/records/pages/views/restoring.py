"""この値に戻す: one field set back to what it held before a change."""

from uuid import UUID

from flask import request, url_for

from app.kernel.errors import Conflict, Missing
from app.kernel.i18n import _, translate
from app.records.kit.keeping import Overtaken
from app.records.kit.queries import every
from app.records.kit.restoring import entry_of, put_back
from app.records.pages.forms import typed
from app.web.answer import answer
from app.web.finding import find


def create_restoration(kind, record_id):
    """Set the field back, unless somebody saved the record since the history was read."""
    row = find(every(kind), record_id)
    entry = entry_of(row, request.form.get("entry", type=UUID))
    of = typed(kind).get(request.form.get("field", ""))
    if entry is None or of is None:
        raise Missing
    try:
        words = put_back(kind, row, of, entry, version=request.form.get("version", 0, type=int))
    except Overtaken as late:
        raise Conflict(
            "Somebody else has changed this in the meantime. Look at it again, then save."
        ) from late
    said = _("%(field)s is “%(value)s” again.", field=translate(of.label), value=words or "—")
    return answer(None, otherwise=url_for(".history", record_id=row.id), message=said)
