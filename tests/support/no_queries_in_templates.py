"""A template asks, it does not search: a query that starts while Jinja renders fails the test.

Checked in tests only: whoever meets it in production should get the page.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from jinja2 import Template
from sqlalchemy import event
from sqlalchemy.engine import Engine

_rendering: ContextVar[str] = ContextVar("template being rendered", default="")


class QueryInTemplate(AssertionError):
    """A statement was sent to the database while a template was being rendered."""


@contextmanager
def no_queries_in_templates():
    """Fail every query that starts during rendering inside the block.

    Raises QueryInTemplate in the request that did it, with the template and the statement.
    """
    render = Template.render

    def watched(template, *args, **kwargs):
        token = _rendering.set(template.name or "<string>")
        try:
            return render(template, *args, **kwargs)
        finally:
            _rendering.reset(token)

    def refuse(_connection, _cursor, statement, *_rest):
        name = _rendering.get()
        if name:
            raise QueryInTemplate(
                f"{name} starts a query while it renders; load in the view: {statement[:300]}"
            )

    Template.render = watched
    event.listen(Engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        Template.render = render
        event.remove(Engine, "before_cursor_execute", refuse)
