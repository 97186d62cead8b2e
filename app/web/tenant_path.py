"""The tenant is the first part of the path. This middleware moves it to SCRIPT_NAME; nobody else knows it is there."""

import re

OUTSIDE = frozenset(
    "assets static up sign-in sign-out password-resets language style-guide companies _mail favicon.ico "
    "robots.txt .well-known".split()
)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")


class TenantPath:
    """WSGI middleware: `/yamada/rfqs` becomes SCRIPT_NAME `/yamada`, PATH_INFO `/rfqs`, `choba.tenant` `yamada`."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        """Serve one request."""
        first, slash, rest = environ.get("PATH_INFO", "").lstrip("/").partition("/")
        if first not in OUTSIDE and SLUG.fullmatch(first):
            environ["choba.tenant"] = first
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/" + first
            environ["PATH_INFO"] = slash + rest if slash else "/"
        return self.app(environ, start_response)
