"""Before every request: which tenant, which identity, which user. Three statements at most."""

import uuid
from types import SimpleNamespace

import structlog
from flask import abort, g, request
from flask_login import LoginManager, current_user

from app.access.identities.queries import identity_for_session
from app.access.sign_in.views.programs import load_program
from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_request
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
    """What Flask-Login keeps of an identity: its id and session key; a new key signs out every device."""

    is_active = is_authenticated = True
    is_anonymous = False

    def get_id(self):
        """The text kept in the session cookie."""
        return f"{self.id}.{self.session_key}"


@login.user_loader
def signed_in_identity(kept):
    """The identity of a session cookie together with its membership of this request's tenant, or None."""
    try:
        identity_id, session_key = (uuid.UUID(part) for part in kept.split("."))
    except ValueError:
        return None
    row = identity_for_session(identity_id, session_key, g.tenant.id if g.get("tenant") else None)
    return SignedIn(**row._asdict()) if row else None


def load():
    """Set `g.tenant`, `g.identity`, `g.user` and the kernel's context. An unknown tenant is 404.

    Programs (`/api/v1`) come in by a token, people by their session.
    """
    g.tenant = g.identity = g.user = None
    if request.endpoint in ("static", "assets.show"):
        return
    slug = request.environ.get("choba.tenant")
    if slug:
        g.tenant = tenant_by_slug(slug)
        if g.tenant is None:
            abort(404)
    if asked_by_program():
        if g.tenant:
            tenancy.enter(g.tenant.id)
            structlog.contextvars.bind_contextvars(tenant=slug)
            load_program()
        return
    if current_user.is_authenticated:
        g.identity = current_user._get_current_object()
    if g.tenant:
        tenancy.enter(g.tenant.id)
        structlog.contextvars.bind_contextvars(tenant=slug)
        if g.identity and g.identity.user_id:
            _load_user()


def _load_user():
    row = row_for_request(g.tenant.id, g.identity.user_id, listed_at(request.endpoint))
    if row is not None and row.state == "active":
        g.user = row
        context.set_actor(actor_from(row))
