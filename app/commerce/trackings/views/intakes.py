"""お問い合わせ番号: files in, with a look before; numbers by hand."""

from flask import Blueprint, url_for

from app.commerce.permissions import SLIP_SHIP
from app.commerce.trackings import operations, queries
from app.commerce.trackings.forms import FileForm, TypedForm
from app.commerce.trackings.showing import look_of
from app.commerce.trackings.wording import FORMATS, STATES
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("trackings", __name__, url_prefix="/trackings")
entry("ship", "Tracking numbers", "commerce.trackings.index", "hash", SLIP_SHIP, position=42)


@bp.get("")
@requires(SLIP_SHIP)
def index():
    """Where a file is dropped, a number typed, and what came in lately."""
    return _start()


@bp.post("")
@requires(SLIP_SHIP)
def create():
    """Read a file; nothing of it goes in yet."""
    form = FileForm()
    if form.validate():
        with form.absorbing():
            file = form.file.data
            intake = operations.upload(file.stream, file.filename, form.shipped_on.data)
    if form.errors:
        return _start(form, status=422)
    return answer(None, url_for(".show", intake_id=intake.id))


@bp.post("/typed")
@requires(SLIP_SHIP)
def create_typed():
    """Numbers by hand for one slip."""
    form = TypedForm()
    if form.validate():
        with form.absorbing():
            done = operations.type_in(form.key.data, form.carrier.data, form.numbers.data, form.typed_on.data)
    if form.errors:
        return _start(typed=form, status=422)
    return answer(None, url_for(".index"), _("%(order)s has its tracking number.", order=done.order_number))


@bp.get("/<uuid:intake_id>")
@requires(SLIP_SHIP)
def show(intake_id):
    """What a file would do, or what it did."""
    intake = find(queries.intakes(), intake_id)
    return page("commerce/trackings/show.html", **look_of(intake), formats=FORMATS, states=STATES)


@bp.post("/<uuid:intake_id>/taking")
@requires(SLIP_SHIP)
def create_taking(intake_id):
    """Take the file in."""
    intake = find(queries.intakes(), intake_id)
    operations.take_in(intake)
    said = _("Parcels on their way: %(n)s", n=intake.counts["shipped"])
    return answer(None, url_for(".show", intake_id=intake.id), said)


def _start(form=None, typed=None, status=200):
    today = clock.today()
    values = {
        "form": form or FileForm(formdata=None, shipped_on=today),
        "typed": typed or TypedForm(formdata=None, typed_on=today),
        "latest": session.scalars(queries.latest()).all(),
        "formats": FORMATS,
    }
    return page("commerce/trackings/index.html", None, status, **values)
