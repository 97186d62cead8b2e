"""Builds the Flask application: finds what the packages offer, registers it, decides nothing."""

import importlib
import pkgutil
from pathlib import Path

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

import app as root
from app import logs
from app.config import Config
from app.kernel import collecting, context, encrypting, sealing
from app.kernel.db import db
from app.web.addresses import LateRule

ROOT = Path(__file__).resolve().parents[1]
DISCOVERED = ("model", "permissions", "events", "settings", "record", "listening", "tasks", "views")


def create_app(config=None):
    """The WSGI application for `config` (default: from the environment). Touches no network yet."""
    with collecting.paused():
        return _made(config or Config.from_environment())


def _made(config):
    logs.install(config)
    app = Flask(
        "choba",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        root_path=str(ROOT),
    )
    _configure(app, config)
    encrypting.use(config.secret_key)
    sealing.use(config.secret_key, config.data_keys, config.blind_key)
    load_packages()
    db.init_app(app)
    _install_platform(app, config)
    _install_web(app)
    register_blueprints(app)
    return app


def _configure(app, config):
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 5, "max_overflow": 10, "pool_pre_ping": True},
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        CHOBA=config,
    )
    app.url_rule_class = LateRule
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False


def modules():
    """Dotted names of every module the factory looks at: the fixed names of the house style, in order."""
    found = []
    for module in pkgutil.walk_packages(root.__path__, "app."):
        parts = module.name.split(".")
        if any(part in DISCOVERED for part in parts[2:]):
            found.append(module.name)
    return sorted(found)


def load_packages():
    """Import the models, permissions, jobs and views of every package."""
    return [importlib.import_module(name) for name in modules()]


def register_blueprints(app):
    """Every `bp` of a views module, under one parent per package: endpoint `procurement.rfqs.show`."""
    parents = {}
    for name in modules():
        module = importlib.import_module(name)
        bp = getattr(module, "bp", None)
        if isinstance(bp, Blueprint) and bp.import_name == name:
            package = name.split(".")[1]
            parents.setdefault(package, Blueprint(package, f"app.{package}")).register_blueprint(bp)
    for parent in parents.values():
        app.register_blueprint(parent)


def _install_platform(app, config):
    from app.access.tenants.queries import tenant_by_id  # noqa: PLC0415 -- after the packages are loaded
    from app.access.users.queries import actor_of  # noqa: PLC0415 -- after the packages are loaded
    from app.platform import mail  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.jobs import bell  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.mail import delivering, incoming, rendering  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.storage import places, scanning  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.webhooks import bodies, sending  # noqa: PLC0415 -- after the packages are loaded

    bell.connect(config.redis_url)
    places.use(config.storage_url)
    scanning.use(config.clamd_url)
    rendering.use(app.jinja_env, lambda: tenant_by_id(context.tenant_id()))
    delivering.use(config.smtp_url, config.mail_sender)
    incoming.use(config.mail_in_domain, open_door=config.mail_in_port is not None)
    bodies.use(actor_of)
    sending.use(loopback=not config.is_production)
    app.extensions["choba_mail"] = mail


def _watch(checks, bell):
    checks["queue"] = lambda: (bell.healthy(), "answers" if bell.healthy() else "does not answer")
    checks["worker"] = lambda: (
        bell.alive("worker"),
        "alive" if bell.alive("worker") else "no sign of life",
    )


def _install_web(app):
    from app.access.sign_in.views import loading  # noqa: PLC0415 -- after the packages are loaded
    from app.access.tenants.queries import tenant_by_id  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.audit import sentences  # noqa: PLC0415 -- after the packages are loaded
    from app.platform.jobs import bell  # noqa: PLC0415 -- after the packages are loaded
    from app.records.rest.views.family import FAMILY  # noqa: PLC0415 -- after the packages are loaded
    from app.web import (  # noqa: PLC0415 -- after the packages are loaded
        assets,
        dom,
        edge,
        errors,
        filters,
        i18n,
        installing,
        limits,
        links,
        methods,
        security,
        shell,
        style_guide,
        tenant_path,
        up,
        uploads,
    )

    uploads.install(app)  # before the token is looked for, which reads the form
    links.use_tenant_slugs(lambda: tenant_by_id(context.tenant_id()).slug)
    forms = CSRFProtect(app)
    for for_programs in FAMILY:
        forms.exempt(for_programs)  # there a token counts and cookies do not
    for part in (
        security,
        edge,
        i18n,
        errors,
        filters,
        assets,
        limits,
        loading,
        links,
        shell,
        installing,
        style_guide,
    ):
        part.install(app)
    up.install(app)
    _watch(up.checks, bell)
    app.jinja_env.filters["verb"] = sentences.sentence
    app.jinja_env.globals["dom_id"] = dom.dom_id
    app.wsgi_app = tenant_path.TenantPath(methods.MethodOverride(app.wsgi_app))
