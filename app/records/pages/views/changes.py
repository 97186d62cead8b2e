"""Changes of many records: started, watched, undone, listed."""

import io

from flask import request, send_file, url_for

from app.kernel.errors import Forbidden
from app.kernel.i18n import _, translate
from app.kernel.tabular import write_csv
from app.records.changes import operations, queries
from app.records.changes.model import ChangeSet
from app.records.kit.plain import plain_of
from app.records.pages.views.progress import state_of
from app.records.pages.views.selecting import change_page, chosen_value, way_in
from app.records.pages.views.selection import STATE, selection_from, value_form
from app.records.pages.views.telling import offer_undo, title_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.paging import paged


def create_change(kind):
    """Do it: few rows at once, many by a job that one can watch."""
    selection = selection_from(kind, request.form)
    if selection.action != request.form.get("action"):
        raise Forbidden
    form = value_form(kind, selection, request.form)
    if form.validate():
        with form.absorbing():
            change = operations.ask_for(kind, selection.question, *_asked(kind, selection, form))
    if form.errors:
        return change_page(kind, selection, form, status=422)
    return to_result(kind, change, selection.back)


def _asked(kind, selection, form):
    name, value = chosen_value(kind, selection, form)
    if not name:
        return selection.action, {}
    if name == STATE:
        return "state", {"state": value}
    return "field", {"field": name, "value": plain_of(kind.fields[name], value), **way_in(form)}


def to_result(kind, change, back):
    """To the list with an offer to undo where all went as asked; else to the page that says what did not."""
    if change.state != "done" or change.counts.get("refused") or queries.lines_of(change, limit=1):
        return answer(None, otherwise=url_for(".show_change", change_id=change.id))
    offer_undo(kind, change)
    return answer(None, otherwise=back)


def show_change(kind, change_id):
    """How far it is; then what it did, and what not and why."""
    change = find(queries.change_sets(kind), change_id)
    return page(
        "records/pages/changes/show.html",
        fragment="records/pages/changes/_change.html",
        kind=kind,
        change=change,
        title=title_of(kind, change),
        progress=state_of(change),
        lines=queries.lines_of(change),
        undo=queries.undo_of(change),
        undone=queries.change_undone(change),
    )


def delete_work(kind, change_id):
    """End a change that is under way: what is done stays, and can be undone."""
    change = find(queries.change_sets(kind), change_id)
    said = _("The change ends after the rows at hand.") if operations.stop(change) else _("It was too late.")
    return answer(None, otherwise=url_for(".show_change", change_id=change.id), message=said)


def create_undo(kind, change_id):
    """Take a change back, as far as nobody touched its rows since."""
    change = find(queries.change_sets(kind), change_id)
    made = operations.undo(kind, change)
    if made.state == "done" and not made.counts.get("refused"):
        message = _("The change has been undone: %(n)s.", n=f"{made.counts.get('done', 0):,}")
        return answer(None, otherwise=url_for(".index"), message=message)
    return answer(None, otherwise=url_for(".show_change", change_id=made.id))


def index_changes(kind):
    """Every change of many records, newest first."""
    found = queries.change_sets(kind)
    changes = paged(
        found, ChangeSet.created_at, ChangeSet.id, descending=True, token=request.args.get("page")
    )
    return page(
        "records/pages/changes/index.html",
        fragment="records/pages/changes/_list.html",
        kind=kind,
        changes=changes,
        titles={one.id: title_of(kind, one) for one in changes},
        undone=queries.undone_among(changes),
    )


def download_refused_rows(kind, change_id):
    """The rows that were left as they are, with the reasons, as a file."""
    change = find(queries.change_sets(kind), change_id)
    out, header = io.BytesIO(), [translate(kind.label), translate("Reason")]
    lines = ([label, reason] for _id, label, _outcome, reason in queries.lines_of(change, limit=None))
    write_csv(out, header, lines, encoding="utf-8-sig")
    out.seek(0)
    name = translate("%(kind)s_not_changed.csv", kind=translate(kind.plural))
    return send_file(out, mimetype="text/csv", as_attachment=True, download_name=name)
