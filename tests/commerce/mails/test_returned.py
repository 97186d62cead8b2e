"""Mails that came back are found in the shop's mailbox, over IMAP, and the order says so."""

import email
from email.policy import default

import pytest
from sqlalchemy import select

from app.commerce.channels.model import ChannelCredential
from app.commerce.mails.bounces import failure_in, read_returned, shops_with_mailbox
from app.commerce.mails.model import BounceReading
from app.commerce.mails.planning import plan
from app.kernel.db import session
from app.kernel.errors import Transient
from tests.peers.mail_servers import PASSWORD, USER, Mailbox, returned


@pytest.fixture
def box(shop):
    with Mailbox() as found:
        shop.server(shop.channel, service="imap", port=found.port, user=USER, password=PASSWORD)
        yield found


@pytest.fixture
def sent(shop, server):
    """Two orders that were thanked for; their Message-IDs."""
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"))
    plan([shop.slip("1").id, shop.slip("2").id], "thanks")
    shop.post()
    return {one["Subject"][-2]: one["Message-ID"] for one in server.mails}


def test_a_mail_that_came_back_is_marked_and_its_order_has_an_alert(shop, box, sent):
    box.put(b"Subject: hello\r\n\r\nnothing of ours\r\n")
    box.put(returned(sent["1"], to="hanako@example.com"))
    assert read_returned(shop.channel.id) == 1
    states = {one.label: (one.state, one.facts) for one in shop.mails()}
    assert states == {
        "1": ("bounced", {"said": "5.1.1 smtp; 550 5.1.1 User unknown <…>"}),
        "2": ("sent", {}),
    }
    assert (shop.alerts("1"), shop.alerts("2")) == (["mail_bounced"], [])
    assert shop.slip("1").alert_count == 1


def test_the_mailbox_is_read_on_from_where_it_was(shop, box, sent):
    box.put(returned(sent["1"]))
    assert [read_returned(shop.channel.id), read_returned(shop.channel.id)] == [1, 0]
    assert box.commands.count("UID FETCH") == 1
    box.put(returned(sent["2"]))
    assert read_returned(shop.channel.id) == 1
    reading = session.scalars(select(BounceReading)).one()
    assert (reading.last_uid, reading.validity) == (2, 7)


def test_a_mailbox_that_was_made_anew_is_read_from_its_beginning(shop, box, sent):
    box.put(b"Subject: x\r\n\r\ny\r\n")
    read_returned(shop.channel.id)
    box.mails, box.validity = [(1, returned(sent["1"]))], 8
    assert read_returned(shop.channel.id) == 1


@pytest.mark.parametrize("spoil", ["password", "folder", "gone"])
def test_a_mailbox_that_cannot_be_read_is_tried_later(shop, box, sent, spoil):
    box.put(returned(sent["1"]))
    row = session.scalars(select(ChannelCredential).where(ChannelCredential.service == "imap")).one()
    if spoil == "gone":
        box.gone_after = 0
    else:
        row.secrets = row.secrets | {spoil: "wrong"}
        session.flush()
    with pytest.raises(Transient):
        read_returned(shop.channel.id)
    assert [one.state for one in shop.mails()] == ["sent", "sent"]


def test_a_delay_is_no_failure_and_other_peoples_mails_are_none_of_ours(shop, box, sent):
    box.put(returned(sent["1"], action="delayed", status="4.4.1"))
    box.put(returned("<01a21c50-a43c-73c2-8a9f-daf2abee8fff@elsewhere.example>"))
    box.put(returned("<hello@elsewhere.example>"))
    assert read_returned(shop.channel.id) == 0
    assert [one.state for one in shop.mails()] == ["sent", "sent"]


def test_a_report_is_read_without_keeping_an_address():
    message = email.message_from_bytes(
        returned("<01a21c50-a43c-73c2-8a9f-daf2abee8fff@shop.example>", to="taro@example.com"), policy=default
    )
    ours, said = failure_in(message)
    assert (str(ours), said) == (
        "01a21c50-a43c-73c2-8a9f-daf2abee8fff",
        "5.1.1 smtp; 550 5.1.1 User unknown <…>",
    )


def test_only_shops_with_a_mailbox_are_looked_at(shop, box):
    shop.open("Y1", "yahoo")
    assert shops_with_mailbox() == [shop.channel.id]
