"""Before every request: which tenant, which identity, which user. Two statements at most."""

import uuid
from types import SimpleNamespace

import structlog
from flask import abort, g, request
from flask_login import LoginManager, current_user

from app.access.identities.queries import identity_for_session
from app.access.sign_in.views.programs import load_program
from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_session
from app.kernel import context, tenancy
from app.records.saved_views.queries import listed_at
from app.web.problems import asked_by_program

login = LoginManager()


def install(app):
    """Hook identity and tenant into `app`."""
    login.init_app(app)
    login.session_protection = None
    app.before_request(load)


class SignedIn(SimpleNamespace):
    """What Flask-Login keeps of an identity: its id and session key; a new key signs out every device.

    `user` is the row of its user in this request's tenant, or None.
    """

    is_active = is_authenticated = True
    is_anonymous = False

    def get_id(self):
        """The text kept in the session cookie."""
        return f"{self.id}.{self.session_key}"


@login.user_loader
def signed_in_identity(kept):
    """The SignedIn of a session cookie, or None."""
    try:
        identity_id, session_key = (uuid.UUID(part) for part in kept.split("."))
    except ValueError:
        return None
    return signed_in(identity_id, session_key)


def signed_in(identity_id, session_key):
    """The SignedIn of an identity together with its user of this request's tenant, in one statement.

    None when the session key holds no longer.
    """
    if not g.get("tenant"):
        row = identity_for_session(identity_id, session_key)
        return SignedIn(**row._asdict(), user=None) if row else None
    row = row_for_session(g.tenant.id, identity_id, session_key, listed_at(request.endpoint))
    if row is None:
        return None
    user = row if row.id and row.state == "active" else None
    return SignedIn(id=identity_id, email=row.identity_email, session_key=session_key, user=user)


def load():
    """Set `g.tenant`, `g.identity`, `g.user` and the kernel's context. An unknown tenant is 404.

    Programs (`/api/v1`) come in by a token, people by their session.
    """
    g.tenant = g.identity = g.user = None
    if request.endpoint in ("static", "assets.show"):
        return
    slug = request.environ.get("choba.tenant")
    if slug:
        _enter(slug)
    if asked_by_program():
        if g.tenant:
            load_program()
    elif current_user.is_authenticated:
        g.identity = current_user._get_current_object()
        g.user = g.identity.user
        if g.user:
            context.set_actor(actor_from(g.user))


def _enter(slug):
    g.tenant = tenant_by_slug(slug)
    if g.tenant is None:
        abort(404)
    tenancy.enter(g.tenant.id)
    structlog.contextvars.bind_contextvars(tenant=slug)
