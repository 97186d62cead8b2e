"""Default deny: a view without one of these decorators answers 404 to everybody (and a convention test fails)."""

from functools import wraps
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request, url_for

from app.kernel import context
from app.kernel.errors import Forbidden
from app.web.answer import wants_fragment


def requires(permission):
    """The view needs a signed-in user of this tenant who was granted the dotted `permission` (else 403)."""

    def decorate(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            stranger = _turn_away_strangers()
            if stranger is not None:
                return stranger
            if not context.actor().may(permission):
                raise Forbidden(permission)
            return view(*args, **kwargs)

        guarded.__choba_permission__ = permission
        return guarded

    return decorate


def signed_in(view):
    """The view needs a signed-in user of this tenant and no permission beyond that."""

    @wraps(view)
    def guarded(*args, **kwargs):
        stranger = _turn_away_strangers()
        return stranger if stranger is not None else view(*args, **kwargs)

    guarded.__choba_permission__ = "signed_in"
    return guarded


def identified(view):
    """The view needs somebody who signed in, in no tenant in particular (choice of company, own password)."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if not g.get("identity"):
            return sign_in_first()
        return view(*args, **kwargs)

    guarded.__choba_permission__ = "identified"
    return guarded


def public(reason):
    """The view is open to the world; `reason` says why that is right, for whoever reviews the access table."""

    def decorate(view):
        view.__choba_permission__ = "public"
        view.__choba_public_because__ = reason
        return view

    return decorate


def _turn_away_strangers():
    """None for a user of this tenant; the way to the sign-in page for a stranger; 404 for another tenant's user."""
    if g.get("user"):
        return None
    if g.get("identity"):
        abort(404)
    if not g.get("tenant"):
        abort(404)
    return sign_in_first()


def sign_in_first():
    """To the sign-in page and back. htmx gets a redirect header, never a login form inside a table cell."""
    asked = request.method == "GET" and not wants_fragment()
    back = request.script_root + request.full_path.rstrip("?") if asked else page_left()
    where = outside(url_for("access.sign_in.new", next=back))
    if request.headers.get("HX-Request") == "true":
        return current_app.response_class(status=204, headers={"HX-Redirect": where})
    return redirect(where, 303)


def page_left():
    """Path of the page that sent the request: where one goes on after signing in. Empty for a foreign page."""
    left = urlsplit(request.referrer or "")
    return left._replace(scheme="", netloc="").geturl() if left.netloc == request.host else ""


def outside(path):
    """`path` without the tenant in front: for pages that belong to no tenant (sign-in, static files)."""
    root = request.script_root
    return path[len(root) :] if root and path.startswith(root + "/") else path
