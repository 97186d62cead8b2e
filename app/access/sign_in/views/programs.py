"""Before a request of a program: whom its token stands for."""

from dataclasses import replace

from flask import g, request

from app.access.api_tokens.issuing import visit
from app.kernel import context


def load_program():
    """Set `g.api_token`, `g.user` and the kernel's context from the Authorization header; cookies count for nothing."""
    g.api_token, g.token_trouble = None, "missing"
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return
    found = visit(given.token)
    g.token_trouble = found.trouble
    if found.token is not None:
        g.api_token, g.user = found.token, found.user
        context.set_actor(found.actor)
        context.set_origin(replace(context.origin(), extra={"api_token": found.token.label}))
