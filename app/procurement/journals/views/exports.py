"""仕訳出力: a new batch, its progress, its file, the batches so far."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.platform.jobs.model import Job
from app.procurement.journals import exporting, queries
from app.procurement.journals.forms import ExportForm, last_month
from app.procurement.journals.model import JournalExport
from app.procurement.journals.wording import EXPORT_STATES
from app.procurement.journals.writing import arrangement_from, preview
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.paging import paged

bp = Blueprint("journal_exports", __name__, url_prefix="/journal-exports")
VIEW, EXPORT = "procurement.journal.view", "procurement.journal.export"


@bp.get("")
@requires(VIEW)
def index():
    """Batches, the newest first."""
    rows = paged(
        queries.exports(),
        JournalExport.created_at,
        JournalExport.id,
        descending=True,
        token=request.args.get("page"),
    )
    values = {"rows": rows, "states": EXPORT_STATES}
    return page(
        "procurement/journals/exports/index.html", "procurement/journals/exports/_list.html", **values
    )


@bp.get("/new")
@requires(EXPORT)
def new():
    """Choose period and format; the first rows are shown."""
    templates = session.scalars(queries.templates()).all()
    first, last = last_month()
    form = ExportForm(request.args, meta={"csrf": False}) if "first_on" in request.args else None
    form = (form or ExportForm(formdata=None, first_on=first, last_on=last)).offer(templates)
    return page(
        "procurement/journals/exports/new.html",
        "procurement/journals/exports/_preview.html",
        **_asked(form, templates),
    )


@bp.post("")
@requires(EXPORT)
def create():
    """Take the vouchers and have the file written."""
    templates = session.scalars(queries.templates()).all()
    form = ExportForm().offer(templates)
    if form.validate():
        with form.absorbing():
            export = exporting.export_journals(
                first_on=form.first_on.data,
                last_on=form.last_on.data,
                template=form.chosen(templates),
                again=form.again.data,
                by=context.actor(),
            )
    if form.errors:
        return page("procurement/journals/exports/new.html", None, 422, **_asked(form, templates))
    return answer(None, url_for(".show", export_id=export.id), _("The file is being written."))


@bp.get("/<uuid:export_id>")
@requires(VIEW)
def show(export_id):
    """A batch: how far its file is, what is in it, its fingerprint."""
    export = find(queries.exports(), export_id)
    job = session.get(Job, (context.tenant_id(), export.job_id)) if export.job_id else None
    values = {"export": export, "file": export.file, "job": job, "state": EXPORT_STATES[export.status]}
    return page(
        "procurement/journals/exports/show.html", "procurement/journals/exports/_progress.html", **values
    )


@bp.post("/<uuid:export_id>/lock")
@requires(EXPORT)
def create_lock(export_id):
    """The accountant's program has taken the file in."""
    export = find(queries.exports(), export_id)
    exporting.lock(export, by=context.actor())
    return answer(
        None, url_for(".show", export_id=export.id), _("The vouchers of this export are final now.")
    )


def _asked(form, templates):
    """The form with the first rows of what it asks for, and how many vouchers wait in the period."""
    first, last = form.first_on.data, form.last_on.data
    shown, waiting = ([], []), {}
    if first and last and first <= last:
        chosen = form.chosen(templates)
        waiting = queries.waiting_in(first, last)
        try:
            shown = preview(arrangement_from(chosen.arrangement) if chosen else None, first, last)
        except Rejected as refusal:
            form.refuse(str(refusal), "file_format")
    return {"form": form, "header": shown[0], "sample": shown[1], "waiting": waiting, "templates": templates}
