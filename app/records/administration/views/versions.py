"""変更履歴: every version of an arrangement, what it looked like, and the way back to it."""

from flask import Blueprint, request, url_for

from app.kernel.db import session
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.administration.views.keeping import screen, subject_of, type_called
from app.records.administration.views.telling import sentence_of
from app.records.custom_fields.operations import take_back
from app.records.layouts.contents import again
from app.records.layouts.model import ConfigurationRevision
from app.records.layouts.queries import revisions
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.answer import answer
from app.web.guards import requires

bp = Blueprint("layout_versions", __name__, url_prefix="/layouts/<string:record_type>/versions")


@bp.get("/")
@requires(EDIT_LAYOUT)
def index(record_type):
    """All versions, newest first; `?version=` shows one on a record."""
    kind = type_called(record_type)
    found = session.scalars(revisions(subject_of(kind)).limit(200)).all()
    looked = next((one for one in found if one.version == request.args.get("version", type=int)), None)
    content = again(content_of(subject_of(kind)), looked.content, "-") if looked else None
    return screen(
        kind,
        "versions/index",
        content=content,
        rows=[(one, sentence_of(one)) for one in found],
        looked=looked,
    )


@bp.post("/<int:number>/restoration")
@requires(EDIT_LAYOUT)
def create_restoration(record_type, number):
    """Put an earlier version in force again, as a new one."""
    kind = type_called(record_type)
    found = session.scalars(revisions(subject_of(kind)).where(ConfigurationRevision.version == number))
    revision = found.one_or_none()
    if revision is None:
        raise Missing
    take_back(kind, revision, version=request.form.get("version", type=int))
    said = _("Version %(number)s is in force again.", number=number)
    return answer(None, url_for(".index", record_type=kind.name), said)
