"""A new password by mail. The link is signed, works for an hour, and dies with the next password."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.access.identities import passwords, signing_in
from app.access.identities.model import Identity
from app.access.identities.queries import by_email, tenants_of
from app.kernel import tenancy
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform import mail
from app.platform.audit import record

VALID_SECONDS = 3600


def _signer(secret_key):
    return URLSafeTimedSerializer(secret_key, salt="password-reset")


def ask(email, secret_key, base_url):
    """Mail a link when the address is known and belongs to a company; else do nothing. Never tells which."""
    identity = by_email(email)
    places = tenants_of(identity.id) if identity else []
    if not places:
        return
    token = _signer(secret_key).dumps([str(identity.id), str(identity.session_key)])
    tenancy.enter(places[0].id)
    mail.send(
        identity.email, "access/mails/password_reset", subject_id=identity.id, url=f"{base_url}/password-resets/{token}"
    )  # fmt: skip


def identity_of(token, secret_key):
    """The identity a link belongs to. Raises Missing when it is old, used or forged."""
    try:
        identity_id, key = _signer(secret_key).loads(token, max_age=VALID_SECONDS)
    except BadSignature:
        raise Missing from None
    identity = session.get(Identity, identity_id)
    if identity is None or str(identity.session_key) != key:
        raise Missing
    return identity


def reset(token, password, secret_key):
    """Set the new password; every other session and device of the identity ends. Returns the Identity."""
    identity = identity_of(token, secret_key)
    change(identity, password)
    return identity


def change_own(identity, present, password):
    """Set one's own new password. Raises Rejected when `present` is not the one in force."""
    if not passwords.matches(identity, present):
        raise Rejected("This is not your present password.", field="present")
    change(identity, password)


def change(identity, password):
    """Set a new password and note it in the trail of every company the identity belongs to."""
    passwords.set_password(identity, password)
    signing_in.forget_all(identity.id)
    session.flush()  # the trail is written tenant by tenant
    for place in tenants_of(identity.id):
        with tenancy.entered(place.id):
            record("password.changed", label=identity.email)
            session.flush()  # leave each tenant with nothing pending
