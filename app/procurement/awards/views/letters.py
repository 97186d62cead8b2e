"""Result letters: changing their text, sending them all."""

from flask import Blueprint, url_for

from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.procurement.awards.forms import LetterForm
from app.procurement.awards.operations import decided_award, letter_of
from app.procurement.rfqs.queries import whole_rfqs
from app.procurement.rfqs.showing import record_page
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("award_letters", __name__, url_prefix="/rfqs/<uuid:rfq_id>/award/letters")
MAKE = "procurement.award.make"
PAGE, FORM = "procurement/awards/letters/edit.html", "procurement/awards/letters/_form.html"


@bp.post("")
@requires(MAKE)
def create(rfq_id):
    """All letters leave together, once."""
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    decided_award(rfq.id).send_letters(by=context.actor())
    return answer(None, url_for("procurement.awards.show", rfq_id=rfq.id), _("The letters were sent."))


@bp.get("/<uuid:letter_id>/edit")
@requires(MAKE)
def edit(rfq_id, letter_id):
    """The text of one letter."""
    rfq, letter = _found(rfq_id, letter_id)
    return page(PAGE, **record_page(rfq, "award"), letter=letter, form=LetterForm(text=letter.text))


@bp.put("/<uuid:letter_id>")
@requires(MAKE)
def update(rfq_id, letter_id):
    """Another text, until it is sent."""
    rfq, letter = _found(rfq_id, letter_id)
    form = LetterForm()
    if form.validate():
        with form.absorbing():
            letter.award.rewrite(letter, form.text.data, by=context.actor())
    if form.errors:
        return page(PAGE, FORM, 422, **record_page(rfq, "award"), letter=letter, form=form)
    return answer(None, url_for("procurement.awards.show", rfq_id=rfq.id), _("The letter was changed."))


def _found(rfq_id, letter_id):
    rfq = find(whole_rfqs(context.actor()), rfq_id)
    letter = letter_of(rfq.id, letter_id)
    if letter is None:
        raise Missing
    return rfq, letter
