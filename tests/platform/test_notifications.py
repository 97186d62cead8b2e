"""お知らせ: told once, counted, opened, and only as each person wants to hear of it."""

import pytest

from app.kernel.db import db
from app.platform.jobs import Job
from app.platform.mail.model import Mail
from app.platform.notifications import KINDS, kind, notify
from app.platform.notifications.choosing import choose_kinds
from app.platform.notifications.digests import SEND, send_digest
from app.platform.notifications.kinds import RETELLERS, Retold
from app.platform.notifications.model import Notification, NotificationChoice
from tests.support.people import Person

PAGE = "/yamada/notifications/"
MESSAGE = "RQ-2611-00001"


@pytest.fixture
def loud():
    """A kind of notice that comes by mail too unless one says otherwise, and one that does not."""
    yield kind("trial.loud", "Approvals"), kind("trial.quiet", "Approvals", mail=False)
    for name in ("trial.loud", "trial.quiet"):
        KINDS.pop(name)


def told(cast, people, name, by="buyer"):
    with cast.inside(Person("yamada", by)):
        notify([one.user_id for one in people], name, MESSAGE, "/company/")


def kept(cast, model):
    with cast.inside(cast.buyer):
        return db.session.query(model).count()


def test_everybody_is_told_once_and_never_the_one_who_did_it(cast, loud):
    told(cast, [cast.approver, cast.approver, cast.buyer], loud[0])
    with cast.inside(cast.buyer):
        assert [one.user_id for one in db.session.query(Notification)] == [cast.approver.user_id]
        assert [one.to_address for one in db.session.query(Mail)] == [cast.approver.email]


def test_a_quiet_kind_sends_no_mail(cast, loud):
    told(cast, [cast.approver], loud[1])
    assert (kept(cast, Notification), kept(cast, Mail)) == (1, 0)


def test_what_somebody_chose_goes_before_the_kinds_own_way(cast, loud):
    with cast.inside(cast.approver) as approver:
        choose_kinds(approver, in_app=["trial.quiet"], mail=["trial.quiet"])
    told(cast, [cast.approver], loud[0])
    assert (kept(cast, Notification), kept(cast, Mail)) == (0, 0)
    told(cast, [cast.approver], loud[1])
    assert (kept(cast, Notification), kept(cast, Mail)) == (1, 1)


def test_the_unread_count_falls_when_a_notice_is_opened(client, cast, loud):
    told(cast, [cast.system_admin], loud[1])
    told(cast, [cast.system_admin], loud[1])
    browser = client(cast.system_admin)
    assert unread(browser) == 2
    with cast.inside(cast.system_admin):
        first = db.session.query(Notification.id).order_by(Notification.id).first()[0]
    assert browser.post_form(f"{PAGE}{first}/reading", form_page=PAGE).location == "/yamada/company/"
    assert unread(browser) == 1
    browser.post_form(f"{PAGE}reading", form_page=PAGE)
    assert unread(browser) == 0


def unread(browser):
    from flask import g

    browser.get(PAGE)
    return g.user.unread


def test_somebody_elses_notice_cannot_be_opened(client, cast, loud):
    told(cast, [cast.system_admin], loud[1])
    with cast.inside(cast.buyer):
        notice = db.session.query(Notification.id).scalar()
    assert client(cast.buyer).post_form(f"{PAGE}{notice}/reading", form_page=PAGE).status_code == 404
    assert client(cast.foreign.buyer).get("/foreign/notifications/").text.count(MESSAGE) == 0


def test_the_choice_is_made_on_a_page_and_kept(client, cast, loud):
    browser = client(cast.approver)
    browser.post_form(f"{PAGE}preferences", {"in_app": ["trial.loud"], "mail": []})
    told(cast, [cast.approver], loud[0])
    assert (kept(cast, Notification), kept(cast, Mail)) == (1, 0)


def test_a_notice_goes_down_with_what_it_tells_of(cast, loud):
    with cast.inside(cast.buyer):
        savepoint = db.session.begin_nested()
        notify([cast.approver.user_id], loud[0], MESSAGE, "/")
        db.session.flush()
        savepoint.rollback()
    assert (kept(cast, Notification), kept(cast, Mail)) == (0, 0)


def test_a_mail_of_the_day_names_a_hundred_things_and_counts_only_what_is_told(cast, loud, monkeypatch):
    def retell(_user_id, asked):
        return [Retold("見出し", "/company/", MESSAGE) if one["told"] else None for one in asked]

    monkeypatch.setitem(RETELLERS, "trial.loud", retell)
    with cast.inside(cast.approver) as approver:
        choose_kinds(approver, in_app=[], mail=[], daily=["trial.loud", "trial.quiet"])
        quiet = db.session.query(NotificationChoice).filter_by(kind="trial.quiet").one()
        assert (quiet.daily, quiet.mail) == (False, False)
    with cast.inside(cast.buyer):
        for number in range(204):
            again = {"told": number % 2 == 0}
            notify([cast.approver.user_id], "trial.loud", MESSAGE, "/company/", again=again)
        assert db.session.query(Job).filter_by(name=SEND).count() == 1
        send_digest(cast.approver.user_id)
        db.session.flush()
        send_digest(cast.approver.user_id)
        [mail] = db.session.query(Mail).all()
        assert (mail.subject, mail.text.count(MESSAGE)) == ("本日のお知らせ（102件）", 100)
        assert "ほか2件" in mail.text
        assert mail.text.count("見出し") == 1
