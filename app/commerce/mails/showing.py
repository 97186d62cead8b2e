"""What the screens of mails show besides rows: places in words, conditions in words, previews."""

from dataclasses import dataclass

from app.commerce.mails.catalogue import PLACEHOLDERS, SPOT, SPOTS
from app.commerce.mails.choosing import written
from app.commerce.mails.composing import Composer, Unsendable
from app.commerce.mails.conditions import FACTS, NO, YES
from app.commerce.mails.defaults import STARTING
from app.commerce.mails.gathering import gather
from app.commerce.mails.kinds import KINDS, LANGUAGES
from app.commerce.mails.placeholders import check_text
from app.commerce.mails.queries import mails_of, slip_of_number
from app.commerce.mails.wording import STATES, reason
from app.commerce.payment_methods.record import KIND as PAYMENT
from app.kernel.errors import Rejected
from app.kernel.i18n import _, translate


@dataclass(frozen=True)
class Preview:
    """A mail as the buyer of `slip` would see it (`made`), or `why` it cannot be made."""

    slip: object
    made: object = None
    why: str = ""


def preview(kind, number, subject, body):
    """The Preview of a text on a real order: that of `number`, else the newest."""
    slip = slip_of_number(number or "")
    if slip is None:
        return Preview(
            None, why=_("There is no order with this number.") if number else _("There is no order yet.")
        )
    return preview_for(slip, kind, subject, body)


def preview_for(slip, kind, subject, body):
    """The Preview of a text for one slip."""
    try:
        check_text(subject, "subject")
        check_text(body, "body")
        facts = gather([slip.id])[slip.id]
        return Preview(slip, Composer(kind).compose(facts, chosen=written(subject, body), preview=True))
    except Rejected as refusal:
        return Preview(slip, why=str(refusal))
    except Unsendable as found:
        return Preview(slip, why=reason(found.why, found.facts))


def chosen_for(number):
    """`(slip, [(kind, Chosen)])`: which text each kind of mail about an order is made from. None without the order."""
    slip = slip_of_number(number)
    if slip is None:
        return None
    facts = gather([slip.id])[slip.id]
    return slip, [(one, Composer(one.name).chosen(facts)) for one in KINDS.values()]


def place_of(template):
    """For whom a template is, in words."""
    payments = dict(PAYMENT.choices)
    parts = [
        template.channel.name if template.channel else "",
        str(payments[template.payment_kind]) if template.payment_kind else "",
        template.rank.name if template.rank else "",
        str(LANGUAGES[template.language]) if template.language else "",
    ]
    return " · ".join(one for one in parts if one) or _("All")


def untouched(templates):
    """`[(kind, subject)]` of the starting texts that are in use because no template is for everybody."""
    general = {one.kind for one in templates if place_is_general(one)}
    return [(one, STARTING[one.name, "ja"][0]) for one in KINDS.values() if one.name not in general]


def place_is_general(template):
    """Whether a template is for everybody."""
    return not (template.channel_id or template.payment_kind or template.rank_id or template.language)


def placeholders():
    """`[(as written, meaning)]` for the list beside a text."""
    plain = [(f"{{{name}}}", translate(meaning)) for name, (_code, meaning) in PLACEHOLDERS.items()]
    return plain + [(f"{{{SPOT}{one}}}", _("Sentences of the spot %(name)s", name=one)) for one in SPOTS]


def conditions_of(sentence, labels):
    """`When A is x or y, and B is z` as `[(fact, values)]` in words. `labels`: `{fact: {value: label}}`."""
    flags = {YES: _("Yes"), NO: _("No")}
    return [
        (
            translate(FACTS[name][0]),
            _(" or ").join(str(labels.get(name, flags).get(one, one)) for one in asked),
        )
        for name, asked in sentence.conditions.items()
    ]


def card_of(order_id):
    """Values of `commerce/mails/sent/_card.html`."""
    return {
        "mails": mails_of(order_id), "mail_states": STATES, "mail_kinds": KINDS, "mail_reason": reason,
    }  # fmt: skip
