"""Headers that hold on every answer: strict content policy with a nonce, no framing, no sniffing."""

import secrets

from flask import g


def install(app):
    """Add the headers to `app` and the nonce to its templates."""
    app.before_request(_nonce)
    app.after_request(_headers)
    app.jinja_env.globals["csp_nonce"] = lambda: g.csp_nonce


def _nonce():
    g.csp_nonce = secrets.token_urlsafe(16)


def _headers(response):
    nonce = g.get("csp_nonce", "")
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "manifest-src 'self'; object-src 'none'; frame-src 'self'; worker-src 'self'",
    )
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
