"""Coming in: right and wrong passwords, the lock, remembered devices, reset and invitation by mail."""

import re
from datetime import timedelta

import pytest

from app.access.identities import passwords
from app.access.identities.model import Device, Identity
from app.kernel.clock import frozen, now
from app.kernel.db import db
from app.platform.mail.model import Mail
from tests.support.people import PASSWORD


@pytest.fixture
def with_password(cast):
    identity = db.session.get(Identity, cast.buyer.identity_id)
    identity.password_hash = passwords.hashed(PASSWORD)
    db.session.commit()
    return identity


def sign_in(browser, cast, password=PASSWORD, **more):
    return browser.post_form("/sign-in", {"email": cast.buyer.email.upper(), "password": password, **more})


def test_the_right_password_leads_to_the_only_company(client, cast, with_password):
    answer = sign_in(client(), cast)
    assert (answer.status_code, answer.location) == (303, "/yamada/")


@pytest.mark.parametrize("email", ["buyer@yamada.example", "nobody@nowhere.example"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client, cast, with_password, email):
    answer = client().post_form("/sign-in", {"email": email, "password": "wrong-password"})
    assert answer.status_code == 422
    assert "メールアドレスまたはパスワードが違います。" in answer.text


def test_ten_failures_lock_for_fifteen_minutes_even_for_the_right_password(client, cast, with_password):
    browser = client()
    for _ in range(10):
        sign_in(browser, cast, "wrong-password")
    assert sign_in(browser, cast).status_code == 422
    with frozen(now() + timedelta(minutes=16)):
        assert sign_in(browser, cast).status_code == 303


def test_a_remembered_device_comes_back_without_a_session(client, cast, with_password):
    browser = client()
    sign_in(browser, cast, remember="y")
    browser.delete_cookie("session")
    assert browser.get("/yamada/notifications/").status_code == 200
    assert db.session.query(Device).count() == 1


def test_signing_out_forgets_the_device(client, cast, with_password):
    browser = client()
    sign_in(browser, cast, remember="y")
    browser.post_form("/sign-out", {}, form_page="/yamada/notifications/")
    assert browser.get("/yamada/notifications/").status_code == 303
    assert db.session.query(Device).count() == 0


@pytest.mark.parametrize(
    "wanted, reached",
    [
        ("/yamada/users/", "/yamada/users/"),
        ("https://evil.example/", "/yamada/"),
        ("//evil.example", "/yamada/"),
    ],
)
def test_after_signing_in_one_goes_where_one_wanted_but_never_abroad(
    client, cast, with_password, wanted, reached
):
    assert sign_in(client(), cast, next=wanted).location == reached


def test_a_new_password_by_mail_ends_every_other_session(client, cast, with_password):
    old = client(cast.buyer)
    browser = client()
    browser.post_form("/password-resets/", {"email": cast.buyer.email}, form_page="/password-resets/new")
    link = re.search(r"/password-resets/\S+", last_mail(cast).text)[0]
    answer = browser.post_form(link, {"password": "a-quite-new-one"}, form_page=link)
    assert answer.status_code == 303
    assert old.get("/yamada/notifications/").status_code == 303
    assert client().get(link).status_code == 404
    assert sign_in(client(), cast, "a-quite-new-one").status_code == 303


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client, cast):
    browser = client()
    answer = browser.post_form(
        "/password-resets/", {"email": "nobody@nowhere.example"}, form_page="/password-resets/new"
    )
    assert "nobody@nowhere.example が登録されていれば" in answer.text
    assert last_mail(cast) is None


def last_mail(cast):
    with cast.inside(cast.buyer):
        return db.session.query(Mail).order_by(Mail.created_at.desc()).first()
