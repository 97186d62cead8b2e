"""One's own new password: the present one proves who asks."""

from app.access.identities import passwords
from app.access.identities.model import Identity
from app.kernel.db import db

PAGE = "/password-resets/own"


def identity(cast):
    return db.session.get(Identity, cast.buyer.identity_id)


def test_a_wrong_present_password_changes_nothing_and_the_right_one_does(client, cast):
    passwords.set_password(identity(cast), "the-present-one")
    db.session.commit()
    before = identity(cast).password_hash
    browser = client(cast.buyer)
    wrong = browser.post_form(PAGE, {"present": "not-the-one", "password": "a-better-one-now"})
    assert wrong.status_code == 422
    assert "現在のパスワードが違います。" in wrong.text
    assert identity(cast).password_hash == before
    right = browser.post_form(PAGE, {"present": "the-present-one", "password": "a-better-one-now"})
    assert right.status_code == 303
    db.session.expire_all()
    assert passwords.matches(identity(cast), "a-better-one-now")
