"""Bodies above the general limit: for the few views that are made for them, and only from who has signed in.

Files of a form go to a temporary file while they arrive, so a large one needs no more memory than a small one.
"""

from flask import current_app, request, session


def admits(most):
    """Decorator of a view that takes bodies of up to `most` bytes."""

    def decorate(view):
        view.__choba_most__ = most
        return view

    return decorate


def install(app):
    """Widen the limit of a request before anything reads its form."""
    app.before_request(_widen)


def _widen():
    most = getattr(current_app.view_functions.get(request.endpoint), "__choba_most__", None)
    if most and "_user_id" in session:
        request.max_content_length = most
