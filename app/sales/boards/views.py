"""The board, and moving a card on it."""

from flask import Blueprint, request, url_for

from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.masters.responsible import SCOPE
from app.records.kit.keeping import Overtaken
from app.records.kit.queries import every
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.sales.boards.forms import answered, for_move
from app.sales.boards.marks import marks
from app.sales.boards.moving import asked, move
from app.sales.boards.queries import board
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import OPPORTUNITY_EDIT, OPPORTUNITY_VIEW
from app.sales.phases.queries import phases
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("boards", __name__, url_prefix="/opportunities")
ASKING, DIALOG = "sales/boards/moves/new.html", "sales/boards/_asking.html"


@bp.get("/board")
@requires(OPPORTUNITY_VIEW)
def index():
    """Every open opportunity as a card in the column of its phase."""
    return page("sales/boards/index.html", fragment="sales/boards/_board.html", **_shown())


@bp.get("/<uuid:record_id>/moves/new")
@requires(OPPORTUNITY_EDIT)
def new(record_id):
    """The phases to choose from; then what the chosen one asks for."""
    if "phase" not in request.args:
        values = {"opportunity": find(every(OPPORTUNITY), record_id), "phase": None}
        return page(ASKING, DIALOG, phases=session.scalars(phases()).all(), **values)
    opportunity, phase = _named(record_id)
    form = for_move(opportunity, phase, formdata=None, obj=opportunity)
    return page(ASKING, DIALOG, opportunity=opportunity, phase=phase, form=form)


@bp.post("/<uuid:record_id>/moves")
@requires(OPPORTUNITY_EDIT)
def create(record_id):
    """Move it; what the phase asks for and was not answered comes back as a form."""
    opportunity, phase = _named(record_id)
    form = for_move(opportunity, phase)
    if asked(opportunity, phase) and "answered" not in request.args:
        return _asking(opportunity, phase, for_move(opportunity, phase, formdata=None, obj=opportunity))
    if form.validate():
        with form.absorbing():
            _move(opportunity, phase, form)
    if form.errors:
        return _asking(opportunity, phase, form)
    message = _("%(name)s is now in %(phase)s.", name=opportunity.name, phase=phase.name)
    return answer("sales/boards/moved.htmx.html", otherwise=url_for(".index"), message=message, **_shown())


def _move(opportunity, phase, form):
    confirmed = form.criteria.data if "criteria" in form else phase.asked
    version = int(form.version.data) if (form.version.data or "").isdecimal() else opportunity.version
    try:
        move(opportunity, phase, answered(form), version=version, confirmed=confirmed)
    except Overtaken as overtaken:
        form.refuse(str(overtaken))


def _named(record_id):
    opportunity = find(every(OPPORTUNITY), record_id)
    return opportunity, find(phases(), id_of(request.values.get("phase")))


def _asking(opportunity, phase, form):
    """The board with the form as a dialog over it for htmx, the form on a page without."""
    facts = {"opportunity": opportunity, "phase": phase, "form": form}
    return page(ASKING, "sales/boards/_board.html", 422, **facts, **_shown())


def _shown():
    kind = shaped(OPPORTUNITY)
    asked_for = {name: request.args[name] for name in ("q", "scope") if name in request.args}
    question = question_from(kind, {"standing": "all", **asked_for})
    columns, more = board(question)
    today = clock.today()
    return {
        "kind": kind,
        "columns": columns,
        "more": more,
        "question": question,
        "scopes": [(one.value, one.label) for one in SCOPE.offered()],
        "marked": {card.id: marks(card, column.phase, today) for column in columns for card in column.cards},
    }
