"""A page through the whole stack, as a server asks for it."""

import re
from difflib import unified_diff

from flask import g
from werkzeug.test import EnvironBuilder

CHANGING = re.compile(
    r'"X-CSRFToken": "[^"]+"|name="csrf_token" (?:type="hidden" )?value="[^"]+"|name="id" type="hidden" value="[^"]+"'
    r'|nonce="[^"]+"|after=[\w-]+|since=[^&]+'
)
"""What is another with every answer."""


def environ_of(client, path, query=""):
    """What a server hands the application for that page."""
    cookie = f"session={client.get_cookie('session').value}"
    return EnvironBuilder(path, query_string=query, headers={"Cookie": cookie}).get_environ()


def served(app, environ):
    """The page's bytes."""
    for name in list(g):
        g.pop(name)
    answered = app.wsgi_app(dict(environ), lambda *_head: None)
    body = b"".join(answered)
    answered.close()
    return body


def told_apart(page, plain):
    """In words, whether the two pages are the same; prints where they are not."""
    if CHANGING.sub("", page) == CHANGING.sub("", plain):
        return "the two pages are the same"
    print("\n".join(list(unified_diff(plain.splitlines(), page.splitlines(), lineterm="", n=0))[:20]))
    return "the two pages DIFFER"
