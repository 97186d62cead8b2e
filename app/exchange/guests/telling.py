"""Partners without an account here get a mail with a link for each envelope (the same envelope, another way)."""

from sqlalchemy import select

from app.access.tenants.queries import own_company
from app.exchange.conversations.kinds import KINDS
from app.exchange.guests.linking import expiry, new_link
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.masters.partners.model import Partner
from app.platform import mail
from app.platform.documents import in_japanese


def tell_guest(case, envelope, body):
    """Mail the guest of `case` that `envelope` is there. Raises Rejected when we know no address."""
    partner = partner_of(case)
    if partner is None or not partner.email:
        raise Rejected(
            "%(name)s has no mail address. Please enter one in the partner's record first.",
            name=case.counterpart_name,
        )
    secret = new_link(case, partner.email, expiry(body))
    with in_japanese():
        subject = _(
            "%(kind)s from %(company)s: %(subject)s",
            kind=KINDS[body.kind],
            company=own_company().name,
            subject=case.subject,
        )
    mail.send(
        partner.email,
        "exchange/mails/guest",
        to_name=partner.contact_name or partner.name,
        subject_id=case.id,
        subject=subject,
        number=envelope.number,
        sender=envelope.sent_by,
        deadline=getattr(body, "deadline", None),
        path=f"/guest/{secret}",
    )


def partner_of(case):
    """Our master record of the case's guest, or None."""
    if case.partner_id is None:
        return None
    return session.scalars(select(Partner).where(Partner.id == case.partner_id)).one_or_none()
