"""What programs meet at addresses below `/api/v1`: refusals as RFC 9457 problems, in the language they ask for."""

from http import HTTPStatus

import orjson
from flask import current_app, g, request
from werkzeug.exceptions import HTTPException

from app.kernel import errors
from app.kernel.i18n import _
from app.kernel.problems import Fault, Problem

PREFIX = "/api/v1"
MEDIA_TYPE = "application/problem+json"
_SAID = {
    400: ("bad_request", lambda: _("This request cannot be read.")),
    401: ("unauthorized", lambda: _("Send a valid API token in the Authorization header.")),
    403: ("forbidden", lambda: _("This token may not do that.")),
    404: ("not_found", lambda: _("There is nothing at this address.")),
    405: ("method_not_allowed", lambda: _("This address does not know that method.")),
    409: ("conflict", lambda: _("Somebody else was faster. Get the record again, then repeat.")),
    413: ("too_large", lambda: _("The body is too large.")),
    500: ("internal_error", lambda: _("Something went wrong on our side. The request can be repeated.")),
}


def asked_by_program():
    """True for an address that programs talk to: a token counts there, cookies do not."""
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def problem_of(error, status):
    """The answer for a refusal; `status` is what a page would have."""
    if isinstance(error, Problem):
        return _problem(error.status, error.code, str(error), error.faults, error.headers, error.more)
    if isinstance(error, errors.Forbidden):
        return _problem(403, *_words(403), more={"permission": error.permission})
    if isinstance(error, errors.Rejected):
        fault = isinstance(error, Fault) or error.field
        return _problem(status, _REJECTED.get(status, "rejected"), str(error), [error] if fault else ())
    headers = dict(error.get_headers()) if isinstance(error, HTTPException) else {}
    kept = {name: headers[name] for name in ("Allow", "Retry-After", "WWW-Authenticate") if name in headers}
    return _problem(status, *_words(status), headers=kept)


_REJECTED = {409: "conflict"}


def _words(status):
    code, say = _SAID.get(status, ("refused", lambda: HTTPStatus(status).phrase))
    return code, say()


def _problem(status, code, message, faults=(), headers=None, more=None):
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": message,
        "message": message,
        "field_errors": [_fault(one) for one in faults],
        "request_id": g.get("request_id", ""),
        **(more or {}),
    }
    answer = current_app.response_class(orjson.dumps(body), status, mimetype=MEDIA_TYPE)
    answer.headers.update(headers or {})
    return answer


def _fault(one):
    return {"field": one.field, "code": getattr(one, "code", "invalid"), "message": str(one)}


def as_fault(error):
    """A refused item of many as its own small problem."""
    return {
        "code": getattr(error, "code", "rejected"),
        "message": str(error),
        "field_errors": [
            _fault(one) for one in getattr(error, "faults", ()) or ([error] if error.field else ())
        ],
    }
