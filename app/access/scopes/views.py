"""集計組織最新化: what is in force, what would change, and bringing it up to date."""

from flask import Blueprint, url_for
from sqlalchemy import select

from app.access.permissions import EDIT_ORGANISATIONS
from app.access.scopes.queries import current, difference
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform import jobs
from app.platform.jobs.model import Job
from app.records.pages.views.progress import of_job
from app.web.answer import answer, page
from app.web.guards import requires

bp = Blueprint("scopes", __name__, url_prefix="/organisation-scopes")
REFRESH = "access.scopes.refresh"


@bp.get("/")
@requires(EDIT_ORGANISATIONS)
def show():
    """What is in force and how far the work is."""
    values = {"snapshot": current(), "changed": difference(), "work": of_job(_latest())}
    return page("access/scopes/show.html", "access/scopes/_scopes.html", **values)


@bp.post("/")
@requires(EDIT_ORGANISATIONS)
def create():
    """Bring them up to date, in the background."""
    jobs.after_commit(REFRESH, subject_id=context.tenant_id(), who=context.actor().name)
    return answer(None, url_for(".show"), _("The departments are being brought up to date."))


def _latest():
    return session.scalar(select(Job.id).where(Job.name == REFRESH).order_by(Job.id.desc()).limit(1))
