"""/up says what is missing; an inquiry reaches somebody."""

import pytest

from app.kernel.db import db
from app.platform.jobs import bell
from app.platform.mail.model import Mail
from app.platform.settings import choose

INQUIRY = {
    "screen": "/yamada/rfqs/",
    "steps": "送信を押した",
    "message": "エラーが出た",
    "occurred": "11/21 10:00",
    "frequency": "always",
}


@pytest.fixture
def up(client, valkey):
    bell.heartbeat("worker")
    return lambda: client().get("/up")


def missing(answer):
    return [name for name, check in answer.json.items() if name != "ok" and not check["ok"]]


def test_up_answers_200_while_everything_is_there(up):
    answer = up()
    assert (answer.status_code, answer.json["ok"], missing(answer)) == (200, True, [])
    assert set(answer.json) == {"ok", "database", "migration", "queue", "worker"}


def test_up_names_a_worker_that_gives_no_sign_of_life(up, valkey):
    valkey.flushdb()
    answer = up()
    assert (answer.status_code, missing(answer)) == (503, ["worker"])
    assert answer.json["worker"]["state"] == "no sign of life"


def test_up_names_a_queue_that_does_not_answer(up):
    bell.connect("redis://127.0.0.1:1/0")
    answer = up()
    assert (answer.status_code, missing(answer)) == (503, ["queue", "worker"])


def test_up_names_a_database_behind_the_code(app, up, monkeypatch):
    monkeypatch.setitem(app.config, "MIGRATION_HEAD", "9999_the_future")
    answer = up()
    assert (answer.status_code, missing(answer)) == (503, ["migration"])


def test_up_names_a_database_that_is_away(app, up, monkeypatch):
    from app.web import up as module

    def away():
        raise ConnectionError

    monkeypatch.setitem(module.checks, "database", away)
    answer = up()
    assert (answer.status_code, missing(answer)) == (503, ["database"])


def test_an_inquiry_goes_to_the_administrators_with_all_one_needs(client, cast):
    browser = client(cast.buyer)
    answer = browser.post_form("/yamada/help/inquiries", INQUIRY, form_page="/yamada/help/inquiries/new")
    assert answer.status_code == 303
    with cast.inside(cast.buyer):
        [sent] = db.session.query(Mail).all()
    assert (sent.to_address, sent.reply_to) == (cast.system_admin.email, cast.buyer.email)
    assert all(part in sent.text for part in ("送信を押した", "エラーが出た", "/yamada/rfqs/", "11/21 10:00"))


def test_an_inquiry_goes_where_the_company_says(client, cast):
    with cast.inside(cast.system_admin):
        choose("platform.inquiry_address", "help@yamada.example")
    browser = client(cast.buyer)
    browser.post_form("/yamada/help/inquiries", INQUIRY, form_page="/yamada/help/inquiries/new")
    with cast.inside(cast.buyer):
        assert [one.to_address for one in db.session.query(Mail)] == ["help@yamada.example"]


def test_an_inquiry_without_a_word_is_asked_for_one_and_not_sent(client, cast):
    browser = client(cast.buyer)
    answer = browser.post_form(
        "/yamada/help/inquiries", INQUIRY | {"message": ""}, form_page="/yamada/help/inquiries/new"
    )
    assert answer.status_code == 422
    with cast.inside(cast.buyer):
        assert db.session.query(Mail).count() == 0


def test_the_inquiry_knows_the_screen_one_came_from(client, cast):
    assert "/yamada/rfqs/" in client(cast.buyer).get("/yamada/help/inquiries/new?screen=/yamada/rfqs/").text
