"""A page of the application beside the same page by hand."""

import cProfile
import gzip
import pstats
import sys
from types import SimpleNamespace
from unittest.mock import patch

from flask import g, render_template
from sqlalchemy import event

from app.access.tenants.queries import tenant_by_slug
from app.access.users.queries import actor_from, row_for_request
from app.kernel import context
from app.kernel.db import db
from bench._ground import inside, interleaved, middle, raw_connection, tell
from bench._pages import environ_of, served, told_apart
from tests.support.people import Cast


class Baseline:
    """The page by hand: its statements on a bare connection, and its template with everything else known.

    `role`: who of yamada asks for `path`; `view()` answers it by `page` of `module`.
    """

    def __init__(self, app, client, role, path, module, view, query=""):
        self.app, self.raw, person = app, raw_connection(), Cast(db).person("yamada", role)
        self.asked = environ_of(client, f"/yamada{path}", query)
        self.environ = self.asked | {"SCRIPT_NAME": "/yamada", "PATH_INFO": path}
        self.statements = []
        with self.request(), inside(role):
            self.tenant = tenant_by_slug("yamada")
            self.user = row_for_request(person.tenant_id, person.user_id, "opportunity")
            self._ready()
            event.listen(db.engine, "before_cursor_execute", self._note)
            with patch.object(module, "page", self._keep):
                view()
            event.remove(db.engine, "before_cursor_execute", self._note)
            db.session.expunge_all()
            db.session.rollback()

    def _note(self, _connection, _cursor, statement, parameters, *_rest):
        if statement.startswith(("SELECT", "WITH")):
            self.statements.append((statement, parameters))

    def _keep(self, template, fragment=None, status=200, **values):
        self.template, self.values = template, values

    def _ready(self):
        g.tenant, g.user, g.identity, g.csp_nonce = self.tenant, self.user, SimpleNamespace(), "n"
        context.set_actor(actor_from(self.user))

    def request(self):
        """A request for the page, routed as a real one."""
        return self.app.request_context(dict(self.environ))

    def ours(self):
        """The application's page, in bytes."""
        return served(self.app, self.asked)

    def __call__(self):
        """The page's bytes."""
        with self.request() as request:
            request.request.blueprints  # noqa: B018 -- as the routing of a request fills it
            self._ready()
            for statement, parameters in self.statements:
                self.raw.execute(statement, parameters).fetchall()
            return self.app.make_response(render_template(self.template, **self.values)).get_data()


def compare(name, baseline, rounds=200):
    """Print the size, whether the pages are the same, and the figure: median CPU of the process, in ms."""
    page, plain = baseline.ours().decode(), baseline().decode()
    size, packed = len(page.encode()) / 1000, len(gzip.compress(page.encode())) / 1000
    print(
        f"{name}: {size:.0f} kB, {packed:.1f} kB packed, {len(baseline.statements)} statements of its own; "
        f"{told_apart(page, plain)}"
    )
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            for _ in range(50):
                baseline.ours()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(
            r"app/|session.py|flask/templating|execute", 45
        )
    times = interleaved(baseline.ours, baseline, rounds)
    tell(name, middle(times[0]) * 1000, middle(times[1]) * 1000)
