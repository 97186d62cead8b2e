"""Mail texts are templates: `templates/<package>/mails/<name>.txt` and, beside it, `.html`."""

from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

from flask_babel import force_locale
from jinja2 import TemplateNotFound

_templates = SimpleNamespace(environment=None, prepare=None)


def use(environment, prepare):
    """Start-up: render mails with this Jinja environment; `prepare()` loads what its globals need, beforehand."""
    _templates.environment, _templates.prepare = environment, prepare


def render(template, locale="ja", **values):
    """`(subject, text, html)` of `template` (path without ending). The text's first line is the subject.

    Without a `.html` of its own the text is laid out by `mails/_plain.html`.
    """
    _templates.prepare()
    with _speaking(locale):
        subject, _, text = (
            _templates.environment.get_template(template + ".txt").render(**values).partition("\n")
        )
        if _has_page(template):
            html = _templates.environment.get_template(template + ".html").render(**values)
        else:
            html = _templates.environment.get_template("mails/_plain.html").render(text=text.strip())
    return subject.strip(), text.strip() + "\n", html


@cache
def _has_page(template):
    try:
        return bool(_templates.environment.get_template(template + ".html"))
    except TemplateNotFound:
        return False


@contextmanager
def _speaking(locale):
    with force_locale(locale):
        yield


def address_of(path):
    """Full address, for texts that are not templates, of `path` within the present tenant."""
    _templates.prepare()
    return _templates.environment.globals["absolute"](path)
