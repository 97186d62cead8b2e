"""Commit once, at the edge: below 400 everything is kept, from 400 on nothing is."""

import uuid

import structlog
from flask import g, request

from app.kernel import context, noting
from app.kernel.db import db

SAFE = {"GET", "HEAD", "OPTIONS"}


def install(app):
    """Hook the beginning and the end of every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def _begin():
    g.request_id = request.headers.get("X-Request-Id", "")[:64] or uuid.uuid4().hex
    context.set_tenant(None)
    context.set_actor(None)
    context.set_origin(context.Origin(request_id=g.request_id, address=request.remote_addr or ""))
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response):
    if response.status_code < 400 and request.method not in SAFE:
        db.session.commit()
    else:
        db.session.rollback()
    noting.write_down()
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if response.mimetype == "text/html":
        response.headers.add("Vary", "HX-Request, HX-Request-Type")
    return response


def _forget(error=None):
    if error is not None:
        db.session.rollback()
    context.set_tenant(None)
    context.set_actor(None)
