"""What every request of a program passes: token, rate, media types, reach, permission."""

from functools import wraps

from flask import current_app, g, request

from app.kernel import context
from app.kernel.errors import Forbidden, Missing
from app.kernel.problems import Problem
from app.records.layouts.shaping import shaped
from app.records.rest.naming import resources
from app.web import limits

LARGEST = 4 * 1024 * 1024
RATE, STRANGERS = "600 per minute", "60 per minute"
_TAKEN = ("application/json", "application/problem+json")
_TROUBLES = {
    "missing": "Send an API token: Authorization: Bearer choba_…",
    "invalid": "This API token is not valid.",
    "expired": "This API token has expired. Make a new one.",
    "revoked": "This API token was ended. Make a new one.",
}


def for_holders(permission, scope, *, media=True):
    """The view needs a program with a valid token whose `scope` brings `permission`, whatever is asked for.

    `media`: JSON is answered; without it anything may be, such as a file.
    """

    def decorate(view):
        @wraps(view)
        def guarded(**values):
            _check_token()
            _check_media(answers=media)
            if not context.actor().may(permission):
                raise Forbidden(scope)
            return view(**values)

        guarded.__choba_permission__ = "signed_in"
        return guarded

    return decorate


def for_programs(needed=None):
    """The view needs a program with a valid token, and `needed` (`view`, `edit`, `delete`) of the record type.

    A view of a record type gets it as its first argument, as the tenant arranged it.
    """

    def decorate(view):
        @wraps(view)
        def guarded(resource=None, **values):
            _check_token()
            _check_media()
            if needed is None:
                return view(**values)
            kind = resources().get(resource)
            if kind is None:
                raise Missing
            if not context.actor().may(getattr(kind.permissions, needed)):
                raise Forbidden(f"{kind.name}:{'read' if needed == 'view' else 'write'}")
            return view(shaped(kind), **values)

        guarded.__choba_permission__ = "signed_in"
        return guarded

    return decorate


def _check_token():
    token, trouble = g.get("api_token"), g.get("token_trouble") or "missing"
    if token is not None:
        return _spend(_rate("API_RATE", RATE), "api", str(token.id))
    _spend(_rate("API_STRANGERS_RATE", STRANGERS), "api-stranger", request.remote_addr or "")
    raise Problem(
        _TROUBLES[trouble],
        status=401,
        code=f"token_{trouble}",
        headers={"WWW-Authenticate": 'Bearer realm="Choba"'},
    )


def _rate(name, usual):
    """The rate of the configuration; none under test unless a test sets one."""
    return current_app.config.get(name, None if current_app.config["CHOBA"].is_test else usual)


def _spend(rate, *key):
    if not rate:
        return
    g.allowance = limits.spend(rate, *key)
    if not g.allowance.granted:
        wait = {"Retry-After": str(max(1, g.allowance.reset))}
        raise Problem(
            "Too many requests. Wait, then go on.", status=429, code="too_many_requests", headers=wait
        )


def _check_media(*, answers=True):
    request.max_content_length = LARGEST
    if (request.content_length or 0) > LARGEST:
        raise Problem(
            "The body is too large: at most %(most)s bytes.", status=413, code="too_large", most=LARGEST
        )
    if answers and request.accept_mimetypes and not request.accept_mimetypes.best_match(_TAKEN):
        raise Problem("Only application/json can be answered.", status=406, code="not_acceptable")
