"""取引関係先: who takes part, and the registration of a further one in the order of trade.md §2."""

from flask import Blueprint, request

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.trade import sight
from app.trade.business_types import LABELS
from app.trade.partners.forms import HIDDEN, InvitationForm
from app.trade.partners.inviting import invite
from app.trade.partners.queries import who_wants_to_leave
from app.trade.partners.trees import picture, tree
from app.trade.partners.views.entering import named_in_address
from app.trade.partners.views.registering import begin, is_hidden, is_sure, may_hide, shown
from app.trade.permissions import VIEW, WORK
from app.trade.views import entered_by, to_partners
from app.web.answer import page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("partners", __name__, url_prefix="/deals/<uuid:deal_id>/partners")


@bp.get("/")
@requires(VIEW)
def index(deal_id):
    """The tree of partners and the picture of it; `?as=` (a seat one invited): as that partner sees it."""
    entered = entered_by(deal_id)
    through = id_asked("as")
    if through is not None and not _may_look_through(entered, through):
        raise Missing
    rows = tree(entered, through, who_wants_to_leave(entered) if through is None else ())
    return page(
        "trade/partners/partners/index.html",
        entered=entered,
        rows=rows,
        picture=picture(rows),
        through=next((row for row in rows if row.id == through), None),
        labels=LABELS,
    )


@bp.get("/new")
@requires(WORK)
def new(deal_id):
    """The form for the organisation `?code=` as `?type=`."""
    entered, organisation = entered_by(deal_id), named_in_address()
    form = InvitationForm(formdata=None)
    former = begin(form, entered, organisation)
    if is_hidden(entered) and may_hide(entered, form.business_type):
        form.visibility.data = HIDDEN
    return shown(entered, organisation, form, former)


@bp.post("/")
@requires(WORK)
def create(deal_id):
    """Register it, or fill in what one of the buttons above the rights stands for."""
    entered, organisation = entered_by(deal_id, lock=True), named_in_address()
    form = InvitationForm()
    former = begin(form, entered, organisation, request.form)
    if request.form.get("preset"):
        form.preset(request.form["preset"], entered.rules.defaults[form.business_type], former)
        return shown(entered, organisation, form, former)
    if form.validate() and is_sure(form, entered):
        with form.absorbing():
            invite(entered, organisation, form.business_type, **form.facts())
    if form.errors:
        return shown(entered, organisation, form, former, 422)
    return to_partners(entered, _("%(name)s takes part now.", name=organisation.name))


def _may_look_through(entered, seat_id):
    return seat_id in entered.room.seats and sight.may_manage(entered.room, entered.seat, seat_id)
