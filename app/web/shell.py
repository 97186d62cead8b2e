"""What the frame around every page needs, in one object; no statement of its own."""

from types import SimpleNamespace

from flask import g, request, url_for

from app.kernel import context
from app.kernel.i18n import _l, language, translate
from app.web import menu

DEMONSTRATION = _l("Demonstration data: everybody may sign in and look. Enter nothing real.")

addresses = dict.fromkeys(
    (
        "search_url notices_url help_url inquiry_url preferences_url sign_out_url profile_url companies_url "
        "offline_url"
    ).split(),
    lambda: None,
)
"""Where the frame's own links lead, `name -> () -> address`; the packages that have the pages fill them in.

`offline_url`: the page that works without a network.
"""

own_pages = []
"""`(sentence, endpoint, permission or None)` of the pages on which people set up things of their own, in order."""

counters = []
"""Functions `user row -> {endpoint: count}`; they read what the request already loaded, never the database."""


def install(app):
    """Offer `shell` and `may(permission)` to every template of `app`."""

    @app.context_processor
    def frame():
        return {"shell": shell(), "may": context.actor().may, "me": context.actor()}


def _own_tabs():
    """Tabs of the reader's own settings; none where there is but one page."""
    pages = [one for one in own_pages if one[2] is None or context.actor().may(one[2])]
    return [
        {"label": translate(said), "url": url_for(endpoint), "active": request.endpoint == endpoint}
        for said, endpoint, _permission in pages
    ]


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
        environment_banner=DEMONSTRATION if tenant and tenant.demonstration else None,
        crumbs=[],
        home_url=(request.script_root or "") + "/",
        own_tabs=_own_tabs,
        **{name: find() if user else None for name, find in addresses.items()},
    )
