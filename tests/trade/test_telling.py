"""Bells: who hears of what was done with a document (R61), and who has lost the right meanwhile (R25)."""

import uuid

from sqlalchemy import delete, select

from app.kernel import context
from app.kernel.db import session
from app.platform.jobs.model import Job
from app.platform.notifications.model import Notification
from app.trade import sight
from app.trade.documents.sending import delete as delete_document
from app.trade.documents.sending import withdraw
from app.trade.notices.telling import tell
from app.trade.partners.permitting import grant
from app.trade.removals.returning import give_back
from app.trade.rooms.queries import enter
from tests.trade.test_documents import INVOICE, sent
from tests.trade.test_removals import taken_out


def heard(trade, deal, code):
    """Kinds of the notices that a company gets when all that rang there is told."""
    trade.ring(deal)
    with trade.as_(code):
        context.set_actor(None)  # as a job: whoever acts is not told of their own acts
        session.execute(delete(Notification))
        bells = select(Job).where(Job.name == "trade.notices.tell", Job.subject_id == deal)
        for bell in session.scalars(bells.order_by(Job.id)).all():
            given = bell.arguments
            tell(deal, uuid.UUID(given["event_id"]), given["seats"], given["number"])
        session.flush()
        return sorted(session.scalars(select(Notification.kind)))


def test_a_deletion_and_a_withdrawal_are_told_to_those_who_could_read_it_r61(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    trade.invite(deal, "SHIPPER", "LINE", "OC")
    for act in (delete_document, withdraw):
        invoice = sent(trade, deal, "SHIPPER", "commercial_invoice", **INVOICE)
        with trade.as_("SHIPPER"):
            act(enter(deal, lock=True), invoice, None, "重複")
    told = [one for one in heard(trade, deal, "BROKER") if one in ("trade.sent", "trade.deleted")]
    assert told == ["trade.deleted", "trade.deleted", "trade.sent", "trade.sent"]
    assert set(heard(trade, deal, "LINE")) == {"trade.added"}
    with trade.as_("SHIPPER"):
        grant(enter(deal, lock=True), broker, {"commercial_invoice": sight.NONE})
    assert set(heard(trade, deal, "BROKER")) == {"trade.added", "trade.partners", "trade.permitted"}


def test_whoever_comes_back_hears_of_it_like_whoever_is_added_r60(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    trade.invite(deal, "SHIPPER", "LINE", "OC")
    removal = taken_out(trade, "SHIPPER", deal, broker, "delete", "remove")
    with trade.as_("SHIPPER"):
        give_back(enter(deal, lock=True), removal)
    assert [heard(trade, deal, code).count("trade.added") for code in ("BROKER", "HAULIER", "LINE")] == [
        2,
        2,
        1,
    ]
    assert heard(trade, deal, "LINE") == [
        "trade.added",
        "trade.partners",
        "trade.partners",
    ]  # the broker out, and back


def test_documents_that_go_with_a_partner_are_told_of_r42(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    sent(trade, deal, "HAULIER", "gate_in_slip", "#1")
    taken_out(trade, "BROKER", deal, haulier, "delete")
    assert heard(trade, deal, "SHIPPER") == ["trade.deleted", "trade.sent"]
    assert broker
