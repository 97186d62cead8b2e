"""The mail of the day about deals: in the reader's words, and only what they may know of when it is written (R25)."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.platform.jobs import Job
from app.platform.mail.model import Mail
from app.platform.notifications.choosing import choose_kinds
from app.platform.notifications.digests import SEND, next_morning
from app.platform.notifications.kinds import RETELLERS
from app.platform.notifications.model import DigestItem
from app.trade import sight
from app.trade.desk.operations import mute, say
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.partners.permitting import grant
from app.trade.removals.removing import remove
from app.trade.rooms.queries import enter

EVENING = dt.datetime(2026, 11, 24, 18, tzinfo=clock.JST)
MORNING = dt.datetime(2026, 11, 25, 8, tzinfo=clock.JST)
DAY = dt.timedelta(days=1)


@pytest.fixture
def room(trade, run_jobs):
    """Shipper, broker with a haulier it hides, line; shipper and line want to hear of deals once a day."""
    with clock.frozen(EVENING - DAY):
        deal = trade.open(name="衣料 60 箱")
        seats = {"BROKER": trade.invite(deal, "SHIPPER", "BROKER", "FW")}
        seats["HAULIER"] = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
        seats["LINE"] = trade.invite(deal, "SHIPPER", "LINE", "OC")
        run_jobs()
    for code in ("SHIPPER", "LINE"):
        with trade.as_(code) as reader:
            session.query(Mail).delete()
            choose_kinds(reader, RETELLERS, (), RETELLERS)
    return deal, seats


def slip(trade, deal):
    """The haulier sends a gate-in slip."""
    with trade.as_("HAULIER"):
        entered = enter(deal, lock=True)
        row = create(entered, "gate_in_slip", "CSQU3054383")
        begun = values_of(document_in(entered, row.id), roots_of(deal))
        save(entered, row.id, begun | {"plate": "横浜 100 か 12-34"}, None)
        send(entered, row.id, None)
        return row.number


def mails(trade, code):
    """Subjects and texts of the mails to an organisation's people."""
    with trade.as_(code):
        return session.execute(select(Mail.subject, Mail.text).order_by(Mail.id)).all()


def waiting(trade, code):
    """How many things wait for an organisation's people, and when their mails leave."""
    with trade.as_(code):
        due = session.scalars(select(Job.due_at).where(Job.name == SEND, Job.state == "pending"))
        return session.query(DigestItem).count(), list(due)


def test_the_mail_of_the_day_says_what_its_reader_may_know_in_the_morning(trade, room, run_jobs):
    deal, seats = room
    with clock.frozen(EVENING):
        with trade.as_("HAULIER"):
            say(enter(deal, lock=True), "10時に伺います")
        number = slip(trade, deal)
        with trade.as_("BROKER"):
            say(enter(deal, lock=True), "お願いします")
        run_jobs()
        assert [waiting(trade, one) for one in ("SHIPPER", "LINE")] == [(3, [MORNING]), (3, [MORNING])]
        assert mails(trade, "SHIPPER") == mails(trade, "LINE") == []
        with trade.as_("SHIPPER"):
            grant(enter(deal, lock=True), seats["LINE"], {"gate_in_slip": sight.NONE})
        run_jobs()
    with clock.frozen(MORNING):
        run_jobs()
    [(subject, text)] = mails(trade, "SHIPPER")
    assert subject == "本日のお知らせ（3件）"
    assert text.count("神田鋼材株式会社 BROKER 本店") == 3
    assert (number in text, "HAULIER" in text, "鈴木" in text) == (True, False, False)
    assert text.count(f"/yamada/deals/{deal}?seat=") == 1
    [(subject, text)] = mails(trade, "LINE")
    assert (subject, number in text) == ("本日のお知らせ（3件）", False)
    assert text.count("での自組織の権限を変更しました") + text.count("にメッセージを書きました") == 3, text
    assert [waiting(trade, one) for one in ("SHIPPER", "LINE")] == [(0, []), (0, [])]


def test_nobody_hears_in_the_morning_of_a_deal_they_left_or_want_to_hear_nothing_of(trade, room, run_jobs):
    deal, seats = room
    with clock.frozen(EVENING):
        with trade.as_("BROKER"):
            say(enter(deal, lock=True), "内密に")
        run_jobs()
        with trade.as_("SHIPPER"):
            remove(enter(deal, lock=True), seats["LINE"], "transfer", "adopt")
            mute(enter(deal).seat, muted=True)
        run_jobs()
    with clock.frozen(MORNING):
        run_jobs()
    assert mails(trade, "SHIPPER") == []
    [(subject, text)] = mails(trade, "LINE")
    assert (subject, "衣料" in text, "内密" in text, str(deal) in text) == (
        "本日のお知らせ（1件）",
        False,
        False,
        False,
    )
    with clock.frozen(EVENING + DAY):
        with trade.as_("SHIPPER") as clerk:
            mute(enter(deal).seat, muted=False)
        with trade.as_("BROKER"):
            say(enter(deal, lock=True), "もう一度")
        run_jobs()
        assert waiting(trade, "SHIPPER") == (1, [MORNING + DAY])
        with trade.as_("SHIPPER") as clerk:
            choose_kinds(clerk, RETELLERS, ())
    with clock.frozen(MORNING + DAY):
        run_jobs()
    assert (mails(trade, "SHIPPER"), waiting(trade, "SHIPPER")) == ([], (0, []))


def test_each_chooses_at_once_once_a_day_or_not_by_mail(trade, room, client, run_jobs):
    deal, _seats = room
    browser = client(trade.people["SHIPPER"][0])
    here = "/yamada/notifications/preferences"
    assert browser.get(here).text.count('value="daily" selected') == len(RETELLERS)
    typed = {f"when.{name}": "" for name in RETELLERS} | {"when.trade.said": "once", "in_app": ["trade.said"]}
    assert browser.post_form(here, typed).status_code == 303
    shown = browser.get(here).text
    assert (shown.count('value="daily" selected'), shown.count('value="once" selected')) == (0, 1)
    with trade.as_("BROKER"):
        say(enter(deal, lock=True), "すぐに")
    run_jobs()
    assert (len(mails(trade, "SHIPPER")), waiting(trade, "SHIPPER")[0]) == (1, 0)


def test_a_mail_leaves_on_the_next_morning_of_japan():
    before = dt.datetime(2026, 11, 24, 22, 59, tzinfo=dt.UTC)
    assert next_morning(before) == MORNING
    assert next_morning(MORNING) == MORNING + DAY
