"""Mails that become activities: what is proposed, threads, forged senders, restrictions."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.records.attachments.queries import attachments_of
from app.records.bin.referring import referred_to
from app.records.kit import keeping
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.persons.record import PERSON
from tests.sales.mail_support import DOMAIN, SENT, came, mail

HERE, SETTINGS = "/yamada/mail-imports", "/yamada/mail-address"


@pytest.fixture
def customer(inside, cast, sales):
    """The person 大野 隆 at an account with one open opportunity: ids."""
    with inside(cast.salesperson):
        deal = sales.deal()
        facts = {"name": "大野 隆", "partner_id": deal.partner_id, "email": "Ohno@tokuisaki.example"}
        return SimpleNamespace(deal=deal.id, partner=deal.partner_id, person=keeping.enter(PERSON, facts).id)


def test_a_copy_of_a_mail_is_proposed_and_confirmed_with_its_files(door, customer, client, cast, inside):
    address = door.address(cast.salesperson)
    me = f"木村 <{cast.salesperson.email}>"
    files = [("見積.pdf", b"%PDF-1.4 x"), ("empty.txt", b"")]
    text = "見積をお送りします。\n\n> 先日の件\n> いかがでしょう"
    raw = mail(me, "大野様 <ohno@TOKUISAKI.example>", text=text, files=files, Message_ID="<1@y>", Cc=address)
    door.send(address, raw)
    door.send(address, raw)
    [row] = came(cast, inside)
    assert (row.state, row.doubts, row.clear) == ("waiting", [], True)
    found = (row.partner_id, row.person_id, row.opportunity_id)
    assert found == (customer.partner, customer.person, customer.deal)
    assert row.why == {"person_id": "address", "partner_id": "person", "opportunity_id": "only"}
    page = client(cast.salesperson).get(f"{HERE}/{row.id}").get_data(as_text=True)
    assert all(
        one in page for one in ("見積をお送りします。", "見積.pdf", "ohno@tokuisaki.example", "大野 隆")
    )
    assert client(cast.sales_manager).get(f"{HERE}/{row.id}").status_code == 404
    assert "お見積の件" in client(cast.salesperson).get(HERE).get_data(as_text=True)
    typed = {
        "partner_id": str(row.partner_id), "person_id": str(row.person_id), "opportunity_id": "",
        "name": "見積送付", "starts_at": "2026/11/26 10:30", "content": "見積を送った",
    }  # fmt: skip
    form = f"{HERE}/{row.id}"
    refused = client(cast.salesperson).post_form(f"{form}/activity", {**typed, "name": ""}, form_page=form)
    assert (refused.status_code, "見積を送った" in refused.get_data(as_text=True)) == (422, True)
    assert client(cast.salesperson).post_form(f"{form}/activity", typed, form_page=form).status_code == 303
    assert (
        client(cast.salesperson).post_form(f"{form}/activity", typed, form_page=SETTINGS).status_code == 422
    )
    with inside(cast.salesperson):
        [one] = session.scalars(select(Activity))
        assert (one.kind, one.standing, one.name, one.content) == (
            "mail",
            "result",
            "見積送付",
            "見積を送った",
        )
        assert (one.starts_at, one.opportunity_id, one.owner_id) == (SENT, None, cast.salesperson.user_id)
        assert [file.name for file in session.scalars(attachments_of(one.id))] == ["見積.pdf"]
        assert referred_to(ACTIVITY, [one.id]) == set()
        session.delete(one)
    assert "活動は削除されました" in client(cast.salesperson).get(form).get_data(as_text=True)


def test_what_is_clear_goes_in_by_itself_and_answers_join_its_thread(door, customer, client, cast, inside):
    address = door.address(cast.salesperson, automatic=True, senders="kimura@private.example")
    theirs = "大野 <ohno@tokuisaki.example>"
    door.send(address, mail("kimura@private.example", theirs, Message_ID="<1@y>", text="初回\n\n> 引用"))
    answer = {"Message_ID": "<2@t>", "In_Reply_To": "<1@y>", "subject": "Re: お見積の件"}
    door.send(address, mail(theirs, cast.salesperson.email, text="了解です", **answer))
    third = {"Message_ID": "<3@y>", "References": "<0@lost> <2@t>", "subject": "RE: 再送"}
    door.send(address, mail(cast.salesperson.email, theirs, text="再送します", **third))
    first, second, last = came(cast, inside)
    assert [one.state for one in (first, second, last)] == ["done", "waiting", "done"]
    assert (second.doubts, second.why["opportunity_id"]) == (["sender"], "thread")
    assert first.thread_key == second.thread_key == last.thread_key
    quick = client(cast.salesperson).post_form(
        f"{HERE}/{second.id}/activity", {"unseen": "1"}, form_page=SETTINGS
    )
    assert quick.status_code == 422
    with inside(cast.salesperson):
        made = session.scalars(select(Activity).order_by(Activity.code)).all()
        assert [(one.name, one.content, one.opportunity_id) for one in made] == [
            ("お見積の件", "初回", customer.deal),
            ("再送", "再送します", customer.deal),
        ]
    page = client(cast.salesperson).get(f"/yamada/activities/{made[0].id}").get_data(as_text=True)
    assert all(word in page for word in ("このスレッドのメール", "再送"))
    inbox = client(cast.salesperson).get(f"{HERE}/{second.id}").get_data(as_text=True)
    assert "差出人があなたのアドレスではありません" in inbox


def test_what_speaks_against_a_mail_is_believed_and_a_pass_is_not(door, customer, cast, inside):
    address = door.address(cast.salesperson, automatic=True)
    theirs = "ohno@tokuisaki.example"
    checks = [
        (cast.salesperson.email, "mx.example; spf=pass; dmarc=fail", ["authentication"]),
        ("boss@yamada.example", "mx.example; spf=pass; dkim=pass; dmarc=pass", ["sender"]),
        (f"{cast.salesperson.email}, evil@example.com", "mx.example; spf=pass", ["sender"]),
    ]
    for number, (author, results, _doubts) in enumerate(checks):
        told = {"Message_ID": f"<{number}@y>", "Authentication_Results": results}
        door.send(address, mail(author, theirs, **told))
    rows = came(cast, inside)
    assert [(one.state, one.doubts) for one in rows] == [("waiting", doubts) for _a, _r, doubts in checks]


def test_restricted_opportunities_are_proposed_to_those_who_may_know_and_pass_it_on(
    door, cast, inside, sales
):
    mine, theirs = door.address(cast.salesperson, automatic=True), door.address(cast.sales_admin)
    with inside(cast.salesperson):
        deal = sales.deal(disclosed_to=[f"user:{cast.salesperson.user_id}"])
        keeping.enter(
            PERSON, {"name": "大野 隆", "partner_id": deal.partner_id, "email": "ohno@tokuisaki.example"}
        )
        code, deal_id = deal.code, deal.id
    facts = {"Message_ID": "<1@y>", "subject": f"Re: {code} の件"}
    door.send(mine, mail(cast.salesperson.email, "ohno@tokuisaki.example", **facts))
    door.send(theirs, mail(cast.sales_admin.email, "ohno@tokuisaki.example", **facts))
    [first] = [one for one in came(cast, inside) if one.user_id == cast.salesperson.user_id]
    [second] = [one for one in came(cast, inside) if one.user_id == cast.sales_admin.user_id]
    assert (first.state, first.opportunity_id, first.why["opportunity_id"]) == ("done", deal_id, "number")
    assert (second.state, second.opportunity_id) == ("waiting", None)
    with inside(cast.salesperson):
        assert session.scalars(select(Activity.opportunity_id)).all() == [deal_id]


@pytest.mark.parametrize(
    "raw, state, said",
    [
        (
            ("From: {me}\r\nSubject: =?iso-2022-jp?b?GyRCOCtAUSRON28bKEI=?=\r\nContent-Type: text/html; "
            "charset=iso-2022-jp\r\n\r\n<style>p{{}}</style><p>\x1b$B8+@Q\x1b(B<script>alert(1)</script></p>"),
            "waiting", ("見積の件", "見積"),
        ),
        ("From: {me}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\udcff\udcfe\udc81", "failed", None),
        (
            ("From: {me}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
            "From: Ohno <ohno@tokuisaki.example>\r\nSent: today\r\n\r\nhello"),
            "waiting", ("", "From: Ohno <ohno@tokuisaki.example>\nSent: today\n\nhello"),
        ),
    ],
)  # fmt: skip
def test_mails_of_all_kinds_are_read_or_said_to_be_unreadable(
    door, customer, client, cast, inside, raw, state, said
):
    address = door.address(cast.salesperson)
    door.send(address, raw.format(me=cast.salesperson.email).encode("utf-8", "surrogateescape"))
    [row] = came(cast, inside)
    assert (row.state, row.content and (row.content["subject"], row.content["text"])) == (state, said)
    assert client(cast.salesperson).get(f"{HERE}/{row.id}").status_code == 200
    if said and "Ohno" in said[1]:
        assert row.person_id == customer.person
    aside = client(cast.salesperson).post_form(f"{HERE}/{row.id}/dismissal", {}, form_page=SETTINGS)
    assert aside.status_code == 303
    assert [one.state for one in came(cast, inside)] == ["dismissed"]


def test_the_settings_say_what_is_wrong_and_keep_what_was_typed(door, client, cast):
    me = client(cast.salesperson)
    assert "アドレスを作る" in me.get(SETTINGS).get_data(as_text=True)
    assert me.post_form(f"{SETTINGS}/secret", {}, form_page=SETTINGS).status_code == 303
    assert f"@{DOMAIN}" in me.get(SETTINGS).get_data(as_text=True)
    wrong = me.post_form(SETTINGS, {"senders": "not an address"}, form_page=SETTINGS)
    shown = wrong.get_data(as_text=True)
    assert (wrong.status_code, "not an address" in shown, "1行に1つ" in shown) == (422, True, True)
    assert client(cast.auditor).get(SETTINGS).status_code == 403
