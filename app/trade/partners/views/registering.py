"""The form of an invitation: what it offers, what it asks twice, how it is shown."""

from flask import request

from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.trade import sight
from app.trade.business_types import LABELS
from app.trade.partners.forms import LEVELS, PRESETS, PUBLIC
from app.trade.partners.queries import former_levels, possible_types
from app.trade.rulebooks.kinds import LABELS as KINDS
from app.web.answer import page


def begin(form, entered, organisation, typed=None):
    """Offer types and rights. Answers the levels of the latest other deal with the same partner, or None."""
    chosen, types = request.values.get("type", ""), possible_types(entered, organisation)
    if not types or (chosen and chosen not in types):
        raise Rejected("This business type takes no part in such a deal.")
    form.types, form.business_type = types, chosen or types[0]
    defaults = entered.rules.defaults[form.business_type]
    form.levels.begin(entered.rules.ceilings[form.business_type], defaults, typed)
    return former_levels(entered, organisation.id, form.business_type)


def is_hidden(entered):
    """Whether the acting seat takes part hidden."""
    return entered.room.seats[entered.seat].hidden


def may_hide(entered, business_type):
    """Whether the acting seat may invite somebody of this type as hidden."""
    return sight.may_invite(entered.room, entered.seat, business_type, hidden=True)


def is_sure(form, entered):
    """Whether nothing is left to be asked: who is hidden says twice that a partner shall be public."""
    if is_hidden(entered) and form.visibility.data == PUBLIC and not form.sure.data:
        form.sure.data = "1"
        form.refuse(
            _("You take part hidden. Everybody will see this partner; register again if that is right.")
        )
    return not form.errors


def shown(entered, organisation, form, former, status=200):
    """The page of the form."""
    return page(
        "trade/partners/partners/new.html",
        "trade/partners/partners/_form.html",
        status,
        entered=entered,
        organisation=organisation,
        form=form,
        former=former is not None,
        hiding=may_hide(entered, form.business_type),
        from_hiding=is_hidden(entered),
        labels=LABELS,
        kinds=KINDS,
        levels=LEVELS,
        presets=PRESETS,
    )
