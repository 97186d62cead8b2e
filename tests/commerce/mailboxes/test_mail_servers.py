"""Mail servers as they are: folders are moved to, lines are lost, passwords are wrong, certificates are of others."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.mailboxes import operations
from app.commerce.mailboxes.box import wire_name
from app.commerce.orders.model import Order
from app.kernel import clock
from app.kernel.db import session
from app.kernel.events import publish
from app.platform.webhooks import sending
from tests.commerce.mailboxes.mails import mail
from tests.peers.imap import Imap


def orders():
    found = select(Order.number, Order.total).order_by(Order.number)
    return [tuple(row) for row in session.execute(found)]


@pytest.mark.parametrize("capabilities", [("MOVE",), ("UIDPLUS",), ()])
def test_what_came_in_is_moved_and_what_waits_stays(post, capabilities):
    post.server.capabilities = capabilities
    post.pattern()
    post.set_up(after="move", after_folder="受注済")
    post.server.put(mail())
    post.server.put(mail("お問い合わせ", message_id="<2@x>"))
    assert post.fetch() == ["commerce.mailboxes.fetch", "commerce.mailboxes.put_away"]
    left = {one.uid: one.flags for one in post.server.inbox.mails}
    assert left == ({2: set()} if capabilities else {1: {r"\Deleted"}, 2: set()})
    assert len(post.server.folders["&U9ds6G4I-"].mails) == 1
    post.fetch()
    assert len(post.server.folders["&U9ds6G4I-"].mails) == 1


def test_what_came_in_is_marked_as_read_only_after_its_orders_were_kept(post):
    post.pattern()
    post.set_up(after="seen")
    post.server.put(mail())
    operations.ask_to_fetch(post.mailbox)
    session.commit()
    post.server.put(mail(number="2", message_id="<2@x>"))
    post.run_jobs()
    assert [one.flags for one in post.server.inbox.mails] == [{r"\Seen"}, {r"\Seen"}]
    assert post.server.commands.index("SELECT") > post.server.commands.index("LOGOUT")


def test_what_came_before_the_line_was_lost_stays_and_the_rest_comes_next_time(post):
    post.pattern()
    post.set_up()
    for number in ("1", "2", "3"):
        post.server.put(mail(number=number, message_id=f"<{number}@x>"))
    post.server.lost_after = 1
    post.fetch()
    assert [number for number, _total in orders()] == ["1"]
    assert (
        post.mailbox.error
        == "The line to the mail server was lost in the middle; it goes on from there next time."
    )
    assert (post.mailbox.last_uid, post.mailbox.failures) == (1, 1)
    post.server.lost_after = None
    post.fetch()
    assert [number for number, _total in orders()] == ["1", "2", "3"]
    assert (post.mailbox.error, post.mailbox.failures, post.server.fetched) == ("", 0, [1, 2, 3])


def test_a_wrong_password_is_said_and_not_tried_every_minute(post):
    post.set_up(password="wrong", by_itself=True, minutes=1)
    for minute in (0, 1, 2, 4, 7):
        with clock.frozen(clock.now() + dt.timedelta(minutes=minute)):
            publish("minute.passed")
            post.work()
    assert post.mailbox.error == "The mail server does not accept the user and the password."
    assert (post.server.sign_ins, post.mailbox.failures) == (3, 3)


def test_each_mailbox_is_fetched_in_its_own_time(post):
    post.set_up(by_itself=True, minutes=5)
    publish("minute.passed")
    assert post.work() == ["commerce.mailboxes.fetch"]
    publish("minute.passed")
    assert post.work() == []
    with clock.frozen(clock.now() + dt.timedelta(minutes=5)):
        publish("minute.passed")
        assert post.work() == ["commerce.mailboxes.fetch"]


def test_a_new_mailbox_is_read_from_a_week_ago(post):
    post.pattern()
    post.set_up()
    post.server.put(mail(number="1", message_id="<1@x>", day=5))
    post.server.put(mail(number="2", message_id="<2@x>", day=15))
    post.fetch()
    assert [number for number, _total in orders()] == ["2"]


def test_over_tls_the_certificate_must_be_of_the_server(run_jobs, cast, post, tmp_path):
    post.pattern()
    with Imap(secured=tmp_path) as secured:
        secured.put(mail())
        post.set_up(port=secured.port, security="tls")
        post.fetch()
        assert post.mailbox.error == "The certificate of the mail server is not valid for this name."
        post.set_up(port=secured.port, security="tls", host_authority=secured.authority)
        post.fetch()
    assert (post.mailbox.error, len(orders())) == ("", 1)


def test_with_starttls_the_password_goes_out_only_once_the_line_is_secret(post, tmp_path):
    post.pattern()
    with Imap(secured=tmp_path, upgraded=True) as upgraded:
        upgraded.put(mail())
        post.set_up(port=upgraded.port, security="starttls")
        post.fetch()
        assert post.mailbox.error == "The certificate of the mail server is not valid for this name."
        assert upgraded.sign_ins == 0
        post.set_up(port=upgraded.port, security="starttls", host_authority=upgraded.authority)
        post.fetch()
        assert (post.mailbox.error, len(orders()), upgraded.sign_ins) == ("", 1, 1)
        assert upgraded.commands.index("STARTTLS") < upgraded.commands.index("LOGIN")
    post.set_up(security="starttls")
    post.fetch()
    assert (post.mailbox.error, post.server.sign_ins) == ("The mail server does not offer STARTTLS.", 0)


def test_what_cannot_be_reached_is_said(post):
    post.set_up(folder="nowhere")
    post.fetch()
    assert post.mailbox.error == "The mail server has no such folder."
    post.set_up(port=1)
    post.fetch()
    assert post.mailbox.error == "The mail server cannot be reached."
    sending.use(loopback=False)
    post.set_up()
    post.fetch()
    assert post.mailbox.error == "The address leads to a network that must not be called."
    assert post.server.sign_ins == 1


@pytest.mark.parametrize(
    "name, wire",
    [("INBOX", "INBOX"), ("A&B", "A&-B"), ("台北/日本語", "&U,BTFw-/&ZeVnLIqe-"), ('a"b', 'a"b')],
)
def test_folders_are_named_in_modified_utf_7(name, wire):
    assert wire_name(name) == wire
