"""A small application with the page parts alone: no database, no sign-in."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from app.web import assets, dom, filters, i18n, security, style_guide

ROOT = Path(__file__).resolve().parents[2]
ENTRY = {"label": "発注", "url": "/orders", "icon": "cart", "count": 12, "active": True, "key": "o"}


def frame():
    """The frame's facts of a signed-in reader."""
    return SimpleNamespace(
        tenant_name="山田精機",
        user_name="佐藤 美咲",
        user_email="sato@yamada.example",
        menu=[{"label": "購買", "items": [ENTRY]}],
        unread_count=3,
        theme="auto",
        density="comfortable",
        locale="ja",
        environment_banner=None,
        home_url="/",
        search_url="/search",
        notices_url="/notices",
        help_url="/help",
        inquiry_url="/inquiries/new",
        preferences_url="/preferences",
        sign_out_url="/sign-out",
    )


def build(app):
    """Give `app` the page parts: style guide, assets, filters, Japanese."""
    app.template_folder, app.static_folder = str(ROOT / "templates"), str(ROOT / "static")
    app.config.update(SECRET_KEY="for these tests", TESTING=True)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    CSRFProtect(app)
    for part in (security, i18n, filters, assets, style_guide):
        part.install(app)
    app.jinja_env.globals["dom_id"] = dom.dom_id
    app.context_processor(lambda: {"shell": frame()})
    return app


@pytest.fixture(scope="session")
def pages():
    """The application."""
    return build(Flask("pages"))


@pytest.fixture
def visit(pages):
    """`visit(path)` as a Japanese reader: the answer."""
    return pages.test_client().get


@pytest.fixture
def japanese(pages):
    """A request in Japanese is going on."""
    with pages.test_request_context("/orders?state=open&page=2"):
        yield
