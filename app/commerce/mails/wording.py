"""Words for kinds, states and reasons of mails."""

from app.kernel.i18n import _l, translate
from app.platform.audit.sentences import SENTENCES

STATES = {
    "planned": (_l("Planned"), "waiting"),
    "sending": (_l("On its way"), "info"),
    "sent": (_l("Sent"), "done"),
    "failed": (_l("Refused"), "problem"),
    "stopped": (_l("Stopped"), "closed"),
    "bounced": (_l("Came back undelivered"), "problem"),
}
REASONS = {
    "missing": _l("Nothing is known for %(names)s."),
    "no_address": _l("The order has no mail address."),
    "no_sender": _l("The shop has no sender address yet. Enter it in the shop's record."),
    "relay": _l(
        "The mall passes mails to this address on only from the shop's own mail server. Set that up first."
    ),
    "no_consent": _l("The customer has not agreed to advertising."),
    "cancelled": _l("The order was cancelled or came back."),
    "not_shipped": _l("The parcel has not left."),
    "blanked": _l("The customer's data has been deleted."),
    "gone": _l("The slip does not exist any more."),
    "person": _l("Somebody stopped it."),
    "refused": _l("The mail server said: %(said)s"),
    "bounced": _l("The receiving side sent it back: %(said)s"),
}
SENTENCES.update(
    {
        "order_mail.planned": "Planned a mail",
        "order_mail.stopped": "Stopped a mail",
        "order_mail.bounced": "A mail came back",
        "order_mail.sent_by_hand": "Wrote a mail",
        "mail_template.entered": "Entered a mail template",
        "mail_template.changed": "Changed a mail template",
        "mail_template.retired": "Put a mail template away",
        "mail_sentence.entered": "Entered a sentence for mails",
        "mail_sentence.changed": "Changed a sentence for mails",
        "mail_sentence.removed": "Removed a sentence for mails",
        "mail_batch.begun": "Wrote to many customers",
        "mail_batch.cancelled": "Cancelled mails to many customers",
        "shop_mailing.changed": "Changed what a shop mails",
        "channel.mail_server_kept": "Set up a mail server of a shop",
        "channel.mail_server_removed": "Removed a mail server of a shop",
    }
)


def reason(why, facts):
    """Why a mail stopped or failed, in words; '' for no reason."""
    if why not in REASONS:
        return ""
    known = {
        "names": " ".join(f"{{{name}}}" for name in facts.get("names", [])),
        "said": facts.get("said", ""),
    }
    return translate(REASONS[why], **known)
