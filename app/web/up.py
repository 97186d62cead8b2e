"""`/up`: whether this installation can serve, and if not, what is missing."""

from flask import Blueprint, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.db import db
from app.web.guards import public

HEAD = "migrations/HEAD"
checks = {}
"""Further checks by name, each `() -> (ok, text)`; the factory adds queue and worker."""

up = Blueprint("up", __name__)


def install(app):
    """Serve `/up` from `app`, with the newest migration the code knows."""
    with app.open_resource(HEAD, "r") as file:
        app.config["MIGRATION_HEAD"] = file.read().strip()
    app.register_blueprint(up)
    checks["database"] = _database
    checks["migration"] = lambda: _migration(current_app.config["MIGRATION_HEAD"])


@up.get("/up")
@public("load balancers and bin/start ask; it tells nothing about tenants")
def show():
    """200 when everything answers, 503 with the cause otherwise."""
    states = {}
    for name, check in checks.items():
        try:
            states[name] = check()
        except Exception as trouble:  # noqa: BLE001 -- the check's failure is the answer
            states[name] = (False, type(trouble).__name__)
    well = all(ok for ok, _ in states.values())
    body = {"ok": well, **{name: {"ok": ok, "state": said} for name, (ok, said) in states.items()}}
    return jsonify(body), 200 if well else 503


def _database():
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError as trouble:
        return False, f"does not answer: {type(trouble).__name__}"
    return True, "answers"


def _migration(head):
    found = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found == head, f"{found}, code has {head}" if found != head else found
