"""The bin: deleting a record, looking at deleted ones, taking them back."""

from functools import wraps

from flask import request, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.bin.model import BinnedRecord
from app.records.bin.operations import take_one_back
from app.records.bin.queries import binned
from app.records.changes import operations
from app.records.kit.queries import every
from app.records.lists.asking import Question
from app.records.pages.views.changes import to_result
from app.web.answer import answer, page
from app.web.finding import find
from app.web.paging import paged


def create_deletion(kind, record_id):
    """Into the bin; what something refers to is archived instead, and its page says so."""
    row = find(every(kind), record_id)
    alone = Question(chosen={"state": row.state}, sort=kind.sorts[0], ids=(row.id,))
    change = operations.ask_for(kind, alone, "delete")
    if session.get(kind.model, (context.tenant_id(), record_id)) is not None:
        message = _("Other entries refer to it, so it was archived instead.")
        return answer(None, otherwise=url_for(".show", record_id=record_id), message=message)
    return to_result(kind, change, url_for(".index"))


def delete_deletion(kind, record_id):
    """Out of the bin."""
    one = find(binned(kind), record_id)
    take_one_back(kind, one)
    said = _("%(name)s has been restored.", name=one.label)
    return answer(None, otherwise=url_for(".show", record_id=record_id), message=said)


def index_bin(kind):
    """What was deleted in the last thirty days."""
    rows = paged(
        binned(kind),
        BinnedRecord.deleted_at,
        BinnedRecord.id,
        descending=True,
        token=request.args.get("page"),
    )
    return page("records/pages/bin/index.html", fragment="records/pages/bin/_list.html", kind=kind, rows=rows)


def or_in_bin(view):
    """`view` of a record's page; whoever may restore learns that it lies in the bin."""

    @wraps(view)
    def shown(kind, record_id):
        try:
            return view(kind, record_id)
        except Missing:
            if not context.actor().may(kind.permissions.edit):
                raise
            one = find(binned(kind), record_id)
            return page("records/pages/bin/show.html", kind=kind, one=one)

    return shown
