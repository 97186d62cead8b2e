"""What keeps a mail from leaving or arriving is said, without saying to whom. Against a real mail server."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.commerce.mails.planning import plan, retry, stop
from app.commerce.mails.sending import send_due
from app.commerce.mails.wording import reason
from app.commerce.slips.moving import move
from app.kernel.db import session
from app.kernel.errors import Transient
from app.platform.mail.delivering import deliver
from app.platform.mail.model import Mail
from tests.commerce.orders.conftest import HANAKO, MORNING
from tests.peers.mail_servers import PASSWORD, USER, MailServer


def test_a_missing_value_stops_the_mail_and_names_itself(shop, server):
    shop.product("A", 5)
    shop.take(shop.order("1"))
    shop.ship(shop.slip("1"))
    plan([shop.slip("1").id], "shipped")
    shop.post()
    row = shop.mail("shipped")
    assert (row.state, row.why, row.facts, row.content) == (
        "stopped", "missing", {"names": ["お問い合わせ番号"]}, None,
    )  # fmt: skip
    assert "{お問い合わせ番号}" in reason(row.why, row.facts)
    assert server.mails == []


@pytest.mark.parametrize(
    "spoil, why",
    [
        (lambda shop: setattr(shop.channel, "mail_from", ""), "no_sender"),
        (lambda shop: setattr(shop.find("1"), "buyer", replace(HANAKO, mail="")), "no_address"),
        (lambda shop: setattr(shop.find("1"), "blanked_at", MORNING), "blanked"),
        (lambda shop: move([shop.slip("1").id], "cancelled"), "cancelled"),
        (lambda shop: setattr(shop.find("1"), "buyer", replace(HANAKO, mail="x@fw.rakuten.ne.jp")), "relay"),
    ],
)
def test_an_order_that_cannot_be_written_to_says_why(shop, server, spoil, why):
    shop.product("A", 5)
    shop.take(shop.order("1"))
    plan([shop.slip("1").id], "thanks")
    spoil(shop)
    shop.post()
    assert (shop.mail("thanks").state, shop.mail("thanks").why, server.mails) == ("stopped", why, [])


def test_what_was_stopped_for_a_reason_can_be_planned_again_but_not_what_a_person_stopped(shop, server):
    shop.product("A", 5)
    shop.take(shop.order("1"), shop.order("2"))
    first, second = shop.slip("1"), shop.slip("2")
    plan([first.id, second.id], "thanks")
    [one, two] = shop.mails()
    assert stop([two.id]) == 1
    shop.channel.mail_from = ""
    shop.post()
    shop.channel.mail_from = "shop@flowers.example"
    done = plan([first.id, second.id], "thanks")
    assert (done.ids, done.skipped) == ([one.id], [second.id])
    shop.post()
    assert [(row.label, row.state) for row in shop.mails()] == [("1", "sent"), ("2", "stopped")]


def test_a_shop_with_a_server_of_its_own_sends_through_it_also_to_relay_addresses(shop, server):
    with MailServer(secured=True) as own:
        shop.server(shop.channel, port=own.port, user=USER, password=PASSWORD)
        shop.product("A", 5)
        shop.take(shop.order("1", buyer=replace(HANAKO, mail="abc@pc.fw.rakuten.ne.jp")))
        plan([shop.slip("1").id], "thanks")
        shop.post()
        assert ([one["To"].addresses[0].addr_spec for one in own.mails], server.mails, own.users) == (
            ["abc@pc.fw.rakuten.ne.jp"], [], [USER],
        )  # fmt: skip


def test_a_refusal_is_shown_without_the_address(shop, server):
    server.answers = ["550 5.1.1 <hanako@example.com>: no such person"]
    shop.product("A", 5)
    shop.take(shop.order("1"))
    plan([shop.slip("1").id], "thanks")
    shop.post()
    row = shop.mail("thanks")
    assert (row.state, row.why, row.facts) == ("failed", "refused", {"said": "550 5.1.1 <…>: no such person"})
    assert retry(row)
    shop.post()
    assert shop.mail("thanks").state == "sent"


def test_a_server_that_asks_for_patience_is_not_told_about_in_the_job_with_the_address(shop, server):
    server.answers = ["451 4.7.1 <hanako@example.com> later"]
    shop.product("A", 5)
    shop.take(shop.order("1"))
    plan([shop.slip("1").id], "thanks")
    send_due([shop.mail("thanks").id])
    session.flush()
    with pytest.raises(Transient, match="451 4.7.1 <…> later") as waited:
        deliver(session.scalars(select(Mail)).one())
    assert "hanako" not in str(waited.value)
