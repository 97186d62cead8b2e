"""What one does to a deal as a whole: say something, number it, complete it, hear of it or not."""

from flask import Blueprint, request, url_for

from app.kernel.i18n import _
from app.trade.deals.opening import complete, rename, reopen
from app.trade.desk.forms import OwnNumberForm, RenamingForm
from app.trade.desk.operations import mute, say, set_own_number
from app.trade.desk.showing import faces_of
from app.trade.desk.views.facts import facts_of, message_form
from app.trade.permissions import VIEW, WORK
from app.trade.rooms.queries import enter
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("acts", __name__, url_prefix="/deals/<uuid:deal_id>")


@bp.post("/messages")
@requires(WORK)
def create_message(deal_id):
    """Write to everybody, or to a few."""
    entered = enter(deal_id, id_asked("seat"), lock=True)
    form = message_form(faces_of(entered)["partners"], formdata=request.form)
    if form.validate():
        with form.absorbing():
            chosen = [one for one in entered.room.seats if str(one) in form.audience.data]
            say(entered, form.text.data, chosen, message_id=id_asked("id"))
    if form.errors:
        return page(
            "trade/desk/deals/show.html", "trade/desk/deals/_talk.html", 422, **facts_of(entered, form=form)
        )
    return answer("trade/desk/deals/_talk.html", _there(entered), **facts_of(entered))


@bp.post("/own-number")
@requires(WORK)
def create_own_number(deal_id):
    """社内管理番号."""
    entered, form = enter(deal_id, id_asked("seat"), lock=True), OwnNumberForm()
    if form.validate():
        with form.absorbing():
            set_own_number(entered, form.number.data or "")
    return _done(entered, form, _("The in-house number has been saved."))


@bp.post("/name")
@requires(WORK)
def create_name(deal_id):
    """Another name."""
    entered, form = enter(deal_id, id_asked("seat"), lock=True), RenamingForm()
    if form.validate():
        with form.absorbing():
            rename(entered, form.name.data)
    return _done(entered, form, _("The deal has a new name."))


@bp.post("/completion")
@requires(WORK)
def create_completion(deal_id):
    """The deal is done."""
    entered = enter(deal_id, id_asked("seat"), lock=True)
    complete(entered)
    return answer(
        None, _there(entered), _("The deal is completed. Everybody can read it, nobody can change it.")
    )


@bp.delete("/completion")
@requires(WORK)
def delete_completion(deal_id):
    """It is not."""
    entered = enter(deal_id, id_asked("seat"), lock=True)
    reopen(entered)
    return answer(None, _there(entered), _("The deal is open again."))


@bp.post("/muting")
@requires(VIEW)
def create_muting(deal_id):
    """No notices of this deal for me."""
    entered = enter(deal_id, id_asked("seat"))
    mute(entered.seat, muted=True)
    return answer(None, _there(entered), _("You get no notices of this deal any more."))


@bp.delete("/muting")
@requires(VIEW)
def delete_muting(deal_id):
    """Notices again."""
    entered = enter(deal_id, id_asked("seat"))
    mute(entered.seat, muted=False)
    return answer(None, _there(entered), _("You get notices of this deal again."))


def _there(entered):
    return url_for("trade.deals.show", deal_id=entered.deal.id, seat=entered.seat)


def _done(entered, form, message):
    if form.errors:
        return page("trade/desk/deals/edit.html", None, 422, **facts_of(entered, form=form))
    return answer(None, _there(entered), message)
