"""The remembered device: a cookie with a secret of its own, beside the session."""

from flask import current_app, request
from flask_login import login_user

from app.access.identities import signing_in
from app.access.sign_in.views.loading import login, signed_in

COOKIE = "device"


def remember_device(response, identity):
    """Add the device's cookie to `response`."""
    secret = signing_in.remember(identity, request.user_agent.string)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(signing_in.REMEMBERED_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response


def forget_device(response, secret):
    """Take the device's cookie back, and its row."""
    if secret:
        signing_in.forget(secret)
        response.delete_cookie(COOKIE)
    return response


@login.request_loader
def from_remembered_device(req):
    """The identity of a remembered device whose session has ended; a new session begins with this request."""
    secret = req.cookies.get(COOKIE)
    identity = signing_in.identity_of_device(secret) if secret else None
    if identity is None:
        return None
    again = signed_in(identity.id, identity.session_key)
    login_user(again)
    return again
