"""Error pages that keep the reader's way back."""

import structlog
from flask import current_app, g, render_template, request, session
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.kernel import errors
from app.kernel.db import db
from app.kernel.i18n import _
from app.web import problems
from app.web.answer import wants_fragment
from app.web.guards import sign_in_first

log = structlog.get_logger()


def install(app):
    """Teach `app` the pages and fragments for every kind of refusal."""
    app.register_error_handler(errors.Missing, lambda error: _show(404, error=error))
    app.register_error_handler(errors.Forbidden, lambda error: _show(403, error=error))
    app.register_error_handler(errors.Conflict, lambda error: _show(409, str(error), error))
    app.register_error_handler(errors.Rejected, lambda error: _show(422, str(error), error))
    app.register_error_handler(CSRFError, _without_token)
    app.register_error_handler(HTTPException, lambda error: _show(error.code or 500, error=error))
    app.register_error_handler(Exception, _unexpected)


def _without_token(_error):
    """The token goes with the session: a lost sign-in leads to sign in again, an old page says what to do."""
    view = current_app.view_functions.get(request.endpoint)
    if "_user_id" not in session and getattr(view, "__choba_permission__", "public") != "public":
        return sign_in_first()
    return _show(400, _expired())


def _expired():
    return _("The page was open for too long. Please reload it and send once more; what you typed is kept.")


def _unexpected(error):
    db.session.rollback()
    log.exception("unexpected", path=request.path, error=type(error).__name__)
    if request.environ.get("werkzeug.debug") or _propagates():
        raise error
    return _show(500, error=error)


def _propagates():
    return current_app.testing and current_app.config.get("PROPAGATE_UNEXPECTED", True)


def _show(status, message=None, error=None):
    if problems.asked_by_program() and status >= 400:
        return problems.problem_of(error, status)
    if 300 <= status < 400:
        return "", status
    values = {
        "status": status,
        "message": message,
        "back": _way_back(),
        "request_id": g.get("request_id", ""),
    }
    if wants_fragment():
        return render_template("errors/_error.html", **values), status
    return render_template("errors/show.html", **values), status


def _way_back():
    """The page the reader came from, when it is ours; else the tenant's first page."""
    came_from = request.referrer or ""
    if came_from.startswith(request.host_url) and came_from != request.url:
        return came_from
    return (request.script_root or "") + "/"
