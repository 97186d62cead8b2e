"""Erasing persons: sealed contents become empty, blind keys and links go. What the books need stays."""

from sqlalchemy import delete, exists, select, update

from app.commerce.alerts.model import Alert
from app.commerce.customer_pages.model import OrderLink, OrderMessage, OrderRequest
from app.commerce.customers.beginnings import COLUMNS
from app.commerce.customers.model import Customer
from app.commerce.desk.model import SlipBatch
from app.commerce.labels.model import BatchedLabel
from app.commerce.mails.model import MailBatch, OrderMail
from app.commerce.orders.model import Order
from app.commerce.persons.model import PersonPrefix
from app.commerce.persons.sealed import ERASED
from app.commerce.retention.queries import VERB, due
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.db import session
from app.platform.audit import record
from app.platform.mail.model import Mail

PORTION = 500


def erase():
    """Erase one portion of each kind that is due; the trail counts them. Returns whether more may be left."""
    done = {}
    for one in due():
        ids = session.scalars(one.ids.limit(PORTION)).all() if one.ids is not None else []
        if ids:
            _VERBS[one.kind](ids)
            done[one.kind] = len(ids)
    if done:
        record(VERB, None, **done)
        session.expire_all()
    return PORTION in done.values()


def _orders(ids):
    of_slips = select(Slip.id).where(Slip.order_id.in_(ids))
    no_keys = {"phone_key": None, "name_key": None, "address_key": None}
    _set(Slip, Slip.order_id.in_(ids), recipient=ERASED, hold_reason=None, noshi_name=None, card_message=None,
         label_note="", **no_keys)  # fmt: skip
    _set(BatchedLabel, BatchedLabel.slip_id.in_(of_slips), fixes=None)
    _batches(session.scalars(of_slips).all())
    _set(Alert, Alert.order_id.in_(ids), proposal=None)
    _set(OrderRequest, OrderRequest.order_id.in_(ids), wish=ERASED, answer=None)
    _set(OrderMessage, OrderMessage.order_id.in_(ids), text=ERASED)
    for gone in (
        PersonPrefix.order_id,
        OrderLink.order_id,
        SealedFile.owner_id,
    ):  # a FAX belongs to its order
        session.execute(delete(gone.class_).where(gone.in_(ids)))
    _mails(session.scalars(select(OrderMail.id).where(OrderMail.order_id.in_(ids))).all())
    _set(Order, Order.id.in_(ids), buyer=ERASED, remarks=None, memo=None, received=None, mail_key=None,
         blanked_at=clock.now(), **no_keys)  # fmt: skip


def _batches(slip_ids):
    """What was typed for many slips at once may name the buyer of one of them. It goes when the act is over."""
    over = SlipBatch.finished_at.is_not(None)
    _set(SlipBatch, over & SlipBatch.slip_ids.overlap(slip_ids), content=ERASED)
    _texts(MailBatch.slip_ids.overlap(slip_ids))


def _texts(which):
    """The texts of mails to many, of which none is on its way any more."""
    waiting = exists().where(
        OrderMail.tenant_id == MailBatch.tenant_id,
        OrderMail.batch_id == MailBatch.id,
        OrderMail.state.in_(("planned", "sending")),
    )
    _set(MailBatch, MailBatch.state.in_(("done", "cancelled")) & ~waiting & which, content=ERASED)


def _customers(ids):
    keys = dict.fromkeys(("phone_key", "mail_key", "name_key", "address_key", *COLUMNS))
    _set(Customer, Customer.id.in_(ids), person=ERASED, memo=None, advertising=False, blanked_at=clock.now(),
         **keys)  # fmt: skip


def _mails(ids):
    sent = session.scalars(
        select(OrderMail.mail_id).where(OrderMail.id.in_(ids), OrderMail.mail_id.is_not(None))
    ).all()
    _set(OrderMail, OrderMail.id.in_(ids), content=ERASED)
    _set(Mail, Mail.id.in_(sent), sealed=ERASED)
    _texts(MailBatch.id.in_(select(OrderMail.batch_id).where(OrderMail.id.in_(ids))))


def _set(model, which, **columns):
    session.execute(update(model).where(which).values(columns).execution_options(synchronize_session=False))


_VERBS = {"orders": _orders, "customers": _customers, "mails": _mails}
