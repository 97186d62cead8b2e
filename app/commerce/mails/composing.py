"""Making one mail: the text that fits, its placeholders filled, sentences put in; or the reason why not."""

from dataclasses import dataclass

from flask_babel import force_locale
from sqlalchemy import select

from app.commerce.customer_pages.linking import new_link
from app.commerce.mails.choosing import choose, templates_of
from app.commerce.mails.conditions import holds
from app.commerce.mails.defaults import RELAYS
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.model import MailSentence
from app.commerce.mails.placeholders import MissingValues, fill, spots_in
from app.commerce.mails.servers import has_server
from app.commerce.mails.values import value_of
from app.kernel.db import session
from app.platform.mail import Letter

_PAGE = """<!doctype html>
<html lang="{language}"><body>{body}</body></html>"""
_NOTHING_TO_LINK = "https://…"
"""What stands for a private link in a preview: links are made when a mail is sent."""


class Unsendable(Exception):
    """Why a mail cannot be sent: a code of `wording.REASONS` and facts that name no person."""

    def __init__(self, why, **facts):
        super().__init__(why)
        self.why, self.facts = why, facts


@dataclass(frozen=True)
class Composed:
    """A mail as its reader gets it, the text it was made from (`choosing.Chosen`), and the sentences put in."""

    letter: Letter
    chosen: object
    language: str
    sentences: tuple
    body_html: str


class Composer:
    """Makes mails of one kind; templates and sentences are read once."""

    def __init__(self, kind):
        self.kind = kind
        self.templates = templates_of([kind])
        self.sentences = session.scalars(
            select(MailSentence).order_by(MailSentence.spot, MailSentence.position, MailSentence.id)
        ).all()

    def chosen(self, facts):
        """The text that fits an order."""
        return choose(self.kind, facts, self.templates)

    def compose(self, facts, *, chosen=None, preview=False):
        """The Composed mail of an order's Facts, from the text that fits or from `chosen`.

        Raises Unsendable. A preview makes no private links and looks at nothing but the text.
        """
        chosen = chosen or self.chosen(facts)
        if not preview:
            refuse_unfit(self.kind, facts)
            if chosen.advertising and not (facts.customer and facts.customer.advertising):
                raise Unsendable("no_consent")
        spots = spots_in(chosen.body)
        put_in = [
            one for one in self.sentences if one.spot in spots and holds(one.conditions, facts, self.kind)
        ]
        with force_locale(facts.language):
            return _filled(
                facts, chosen, put_in, value_of(facts, _preview_link if preview else _links(facts))
            )


def _filled(facts, chosen, put_in, values):
    try:
        texts = {one.id: fill(one.text, values)[0] for one in put_in}

        def spot(name):
            return "\n".join(texts[one.id] for one in put_in if one.spot == name)

        plain, html = fill(chosen.body, values, spot)
        title = " ".join(fill(chosen.subject, values, spot)[0].split())
    except MissingValues as missing:
        raise Unsendable("missing", names=missing.names) from None
    page = _PAGE.format(language=facts.language, body=html) if chosen.with_html else ""
    buyer = facts.order.buyer
    letter = Letter(buyer.mail, buyer.name or buyer.company, title, plain.strip() + "\n", page)
    return Composed(letter, chosen, facts.language, tuple(one.name for one in put_in), html)


def refuse_unfit(kind, facts):
    """Raise Unsendable when the order is not as a mail of this kind needs it.

    The address is always the buyer's: recipients of gifts are never written to.
    """
    address = facts.order.buyer.mail.strip()
    if facts.order.blanked_at is not None:
        raise Unsendable("blanked")
    if kind not in ("free", "answer") and all(
        one.status in ("cancelled", "returned") for one in _looked_at(kind, facts)
    ):
        raise Unsendable("cancelled")
    if KINDS[kind].needs and facts.slip.status not in KINDS[kind].needs:
        raise Unsendable("not_shipped")
    if "@" not in address:
        raise Unsendable("no_address")
    if not facts.channel.mail_from:
        raise Unsendable("no_sender")
    if is_relay(address) and not has_server(facts.channel.id):
        raise Unsendable("relay")


def is_relay(address):
    """Whether a mall passes mails to this address on: only those from the shop's registered sender arrive."""
    domain = address.rpartition("@")[2].lower()
    return domain in RELAYS or domain.endswith(tuple(f".{one}" for one in RELAYS))


def _looked_at(kind, facts):
    return [facts.slip] if KINDS[kind].about == "slip" else facts.slips


def _links(facts):
    made = {}

    def link(purpose):
        if "page" not in made:
            made["page"] = new_link(facts.order.id)
        return made["page"] + ("#advertising" if purpose == "opt_out" else "")

    return link


def _preview_link(_purpose):
    return _NOTHING_TO_LINK
