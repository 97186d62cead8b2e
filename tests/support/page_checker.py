"""The checking test client: every HTML answer it receives is a good page, or the test fails and says why.

Use it as the application's `test_client_class`. A failing answer raises `BadPage`, which lists each problem
with the element it was found at.
"""

import hashlib
import re
from functools import cache

from flask import g
from flask.testing import FlaskClient

from app.kernel.db import db
from tests.conventions.checks import translations, tree
from tests.support.markup import Markup
from tests.support.no_queries_in_templates import no_queries_in_templates
from tests.support.page_rules import RULES
from tests.support.safe_methods import writes
from tests.support.untranslated import untranslated

TOKEN = re.compile(r'"X-CSRFToken": "([^"]+)"')
NONCE = re.compile(r"'nonce-([^']+)'")
good = {}
"""`(language before, digest of an answer)` of answers without problems: whether it was a page, and its language."""


class BadPage(AssertionError):
    """An HTML answer that breaks a rule every page keeps."""


class CheckingClient(FlaskClient):
    """Flask's test client, which reads every HTML answer as strictly as the strictest reader."""

    language = "ja"

    def open(self, *args, **kwargs):
        """Send a request; check what it did and, when it is HTML, what it answered. Raises BadPage."""
        start_afresh()
        with no_queries_in_templates(), untranslated() as missed, writes() as written:
            response = super().open(*args, **kwargs)
        found = []
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400 and response.data:
            found += self._problems_of(response)
        if self.language == "ja":
            found += [f"no Japanese for {sentence!r}; add it to the package's ja.po" for sentence in missed]
        if response.request.method in {"GET", "HEAD"} and written:
            found.append(f"a safe method wrote to {', '.join(sorted(set(written)))}; reading changes nothing")
        if found:
            where = f"{response.request.method} {response.request.path} ({response.status_code})"
            raise BadPage("\n  ".join([where, *found]))
        return response

    def post_form(self, url, data=None, *, form_page=None, **options):
        """POST `data` as a browser would: with the token of the page the form is on (default: `url` itself)."""
        shown = self.get(form_page or url, follow_redirects=True)
        token = TOKEN.search(shown.get_data(as_text=True))
        if token is None:
            raise BadPage(f"GET {form_page or url} ({shown.status_code}) has no form to send")
        return self.post(url, data={"csrf_token": token[1], **(data or {})}, **options)

    def _problems_of(self, response):
        policy = response.headers.get("Content-Security-Policy", "")
        page, self.language, found = self._read(response.get_data(as_text=True), NONCE.search(policy))
        asked_by_htmx = response.request.headers.get("HX-Request") == "true"
        if not page and not asked_by_htmx:
            found.append("a fragment was sent to a reader without htmx; answer the whole page")
        if "unsafe-inline" in policy or "unsafe-eval" in policy or "script-src" not in policy:
            found.append(f"the content policy is not strict: {policy!r}")
        return found

    def _read(self, html, nonce):
        """`(whole page?, language, problems)`. What differs from a good answer in nonce and token alone is as good."""
        alike = html
        for own in filter(None, (nonce, TOKEN.search(html))):
            alike = alike.replace(own[1], "\0")
        key = self.language, hashlib.sha256(alike.encode()).digest()
        if key in good:
            return *good[key], []
        markup, language = Markup(html), self.language
        if markup.page:
            language = next((e.get("lang", "ja") for e in markup.every("html")), "ja")
        found = problems(markup, language, nonce and nonce[1])
        if not found:
            good[key] = markup.page, language
        return markup.page, language, found


def start_afresh():
    """Forget what the last request left in the test's own application context, and keep what the test prepared."""
    for name in list(g):
        g.pop(name)
    db.session.commit()
    db.session.expunge_all()


def problems(markup, language="ja", nonce=None):
    """Return what is wrong with a page or fragment, as sentences."""
    english = english_only() if language == "ja" else frozenset()
    found = [problem for rule in RULES for problem in rule(markup, nonce=nonce, english=english)]
    return list(dict.fromkeys(found))


@cache
def english_only():
    """English sentences whose Japanese is another: none of them belongs on a Japanese page."""
    return frozenset(
        english
        for (_context, english), versions in translations.entries(tree.ROOT).items()
        if all(isinstance(m.string, str) and m.string and m.string != english for _name, m in versions)
    )
