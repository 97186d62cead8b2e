"""What one does to a deal as a whole: say something, number it, complete it, hear of it or not."""

from flask import Blueprint, request

from app.kernel.i18n import _
from app.trade.deals.opening import complete, rename, reopen
from app.trade.desk.forms import OwnNumberForm, RenamingForm
from app.trade.desk.operations import mute, say, set_own_number
from app.trade.desk.showing import faces_of
from app.trade.desk.views.facts import facts_of, message_form
from app.trade.permissions import VIEW, WORK
from app.trade.views import deal_page, entered_by, to_deal
from app.web.answer import answer, page
from app.web.finding import id_asked
from app.web.guards import requires

bp = Blueprint("acts", __name__, url_prefix="/deals/<uuid:deal_id>")


@bp.post("/messages")
@requires(WORK)
def create_message(deal_id):
    """Write to everybody, or to a few."""
    entered = entered_by(deal_id, lock=True)
    form = message_form(faces_of(entered)["partners"], formdata=request.form)
    if form.validate():
        with form.absorbing():
            chosen = [one for one in entered.room.seats if str(one) in form.audience.data]
            say(entered, form.text.data, chosen, message_id=id_asked("id"))
    if form.errors:
        return page(
            "trade/desk/deals/show.html", "trade/desk/deals/_talk.html", 422, **facts_of(entered, form=form)
        )
    return answer("trade/desk/deals/_talk.html", deal_page(entered), **facts_of(entered))


@bp.post("/own-number")
@requires(WORK)
def create_own_number(deal_id):
    """社内管理番号."""
    form = OwnNumberForm()
    said = _("The in-house number has been saved.")
    return _filled_in(deal_id, form, lambda entered: set_own_number(entered, form.number.data or ""), said)


@bp.post("/name")
@requires(WORK)
def create_name(deal_id):
    """Another name."""
    form = RenamingForm()
    said = _("The deal has a new name.")
    return _filled_in(deal_id, form, lambda entered: rename(entered, form.name.data), said)


@bp.post("/completion")
@requires(WORK)
def create_completion(deal_id):
    """The deal is done."""
    said = _("The deal is completed. Everybody can read it, nobody can change it.")
    return _done(deal_id, complete, said)


@bp.delete("/completion")
@requires(WORK)
def delete_completion(deal_id):
    """It is not."""
    return _done(deal_id, reopen, _("The deal is open again."))


@bp.post("/muting")
@requires(VIEW)
def create_muting(deal_id):
    """No notices of this deal for me."""
    return _muted(deal_id, True, _("You get no notices of this deal any more."))


@bp.delete("/muting")
@requires(VIEW)
def delete_muting(deal_id):
    """Notices again."""
    return _muted(deal_id, False, _("You get notices of this deal again."))


def _done(deal_id, verb, said):
    entered = entered_by(deal_id, lock=True)
    verb(entered)
    return to_deal(entered, said)


def _muted(deal_id, muted, said):
    entered = entered_by(deal_id)
    mute(entered.seat, muted=muted)
    return to_deal(entered, said)


def _filled_in(deal_id, form, verb, said):
    """Do `verb` with a valid form; what is wrong is shown on a page of its own."""
    entered = entered_by(deal_id, lock=True)
    if form.validate():
        with form.absorbing():
            verb(entered)
    if form.errors:
        return page("trade/desk/deals/edit.html", None, 422, **facts_of(entered, form=form))
    return to_deal(entered, said)
