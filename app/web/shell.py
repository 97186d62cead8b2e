"""What the frame around every page needs, in one object; no statement of its own."""

from types import SimpleNamespace

from flask import g, request

from app.kernel import context
from app.kernel.i18n import language
from app.web import menu

counters = []
"""Functions `user row -> {endpoint: count}`; they read what the request already loaded, never the database."""


def install(app):
    """Offer `shell` and `may(permission)` to every template of `app`."""

    @app.context_processor
    def frame():
        return {"shell": shell(), "may": context.actor().may, "me": context.actor()}


def shell():
    """The frame's facts for the present reader (strangers get an empty menu)."""
    if "shell" not in g:
        g.shell = _build()
    return g.shell


def _build():
    tenant, user = g.get("tenant"), g.get("user")
    counts = {}
    for counter in counters if user else ():
        counts |= counter(user)
    return SimpleNamespace(
        tenant_name=tenant.name if tenant else "",
        demonstration=bool(tenant and tenant.demonstration),
        user_name=user.name if user else "",
        user_email=user.email if user else "",
        signed_in=bool(user),
        menu=menu.visible(counts) if user else [],
        unread_count=user.unread if user else 0,
        theme=(user.theme if user else None) or "auto",
        density=(user.density if user else None) or "comfortable",
        locale=language(),
        home=(request.script_root or "") + "/",
    )
