"""EDI files: what came in, what it would do, taking it in."""

from flask import Blueprint, url_for

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.trade.edi.forms import EdiForm
from app.trade.edi.planning import steps
from app.trade.edi.queries import files, parties, within_reach
from app.trade.edi.taking import drop, receive, take_in
from app.trade.edi.wording import ROLES
from app.trade.organisations.queries import acted_for, own_organisations
from app.trade.permissions import VIEW, WORK
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("edi_files", __name__, url_prefix="/edi-files")
entry("share", "EDI files", "trade.edi_files.index", "import", WORK, position=30)


@bp.get("/")
@requires(VIEW)
def index():
    """What came in, and a place for the next one."""
    return _index(EdiForm(formdata=None))


@bp.post("/")
@requires(WORK)
def create():
    """Keep a file and look at it."""
    form = EdiForm().offer(_mine())
    if form.validate():
        with form.absorbing():
            mine, _sep, kind = form.owner.data.partition(":")
            organisation = next(one for one in _mine() if str(one.id) == mine)
            row = receive(form.file.data.filename, form.file.data.read(), organisation, kind)
    if form.errors:
        return _index(form, 422)
    return answer(
        None, url_for(".show", file_id=row.id), _("Nothing is written yet. Look at what will be done.")
    )


@bp.get("/<uuid:file_id>")
@requires(VIEW)
def show(file_id):
    """What it would do, or has done."""
    file, refused, planned = find(within_reach(), file_id), "", []
    if file.status == "waiting":
        try:
            planned = list(steps(file))
        except Rejected as refusal:
            refused = str(refusal)
    return page("trade/edi/files/show.html", None, file=file, steps=planned, refused=refused, roles=ROLES)


@bp.post("/<uuid:file_id>/intake")
@requires(WORK)
def create_intake(file_id):
    """Take it in."""
    file = find(within_reach(), file_id)
    take_in(file)
    return answer(
        None,
        url_for(".show", file_id=file.id),
        _("The file has been taken in. Check the documents and send them."),
    )


@bp.delete("/<uuid:file_id>")
@requires(WORK)
def destroy(file_id):
    """Leave it out."""
    drop(find(within_reach(), file_id))
    return answer(None, url_for(".index"), _("The file was left out."))


def _mine():
    return [one for one in session.scalars(own_organisations()) if one.id in acted_for()]


def _index(form, status=200):
    form.offer(_mine())
    rows, known = session.scalars(files()).all(), session.scalars(parties()).all()
    return page("trade/edi/files/index.html", None, status, form=form, rows=rows, parties=known, roles=ROLES)
