"""One stylesheet and one script for the whole site, named after their content, kept by browsers a year."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

from app.web.guards import public

assets = Blueprint("assets", __name__)

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
YEAR = "public, max-age=31536000, immutable"


def install(app):
    """Serve `/assets/…` from `app` and offer `asset(name)` to its templates."""
    app.register_blueprint(assets)
    folder, changing = app.static_folder, app.debug
    app.jinja_env.globals["asset"] = lambda name: asset(name, folder, changing)


def asset(name, folder, changing=False):
    """Address of `css`, `js`, or a file of `folder`; changes with the content, belongs to no tenant.

    `changing`: read the files anew each time (a developer edits them). Asked for every icon, so it is quick.
    """
    return f"/assets/{(_Store(folder) if changing else _store(folder)).named[name]}"


@assets.get("/assets/<path:name>")
@public("styles, scripts and pictures of every page, the sign-in page included; nothing of any tenant")
def show(name):
    """The bytes, gzipped where the browser takes it, with a lifetime of a year."""
    store = _store(current_app.static_folder) if not current_app.debug else _Store(current_app.static_folder)
    if name not in store.bodies:
        abort(404)
    plain, packed = store.bodies[name]
    zipped = packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    answer = Response(packed if zipped else plain, mimetype=TYPES[Path(name).suffix])
    answer.headers["Cache-Control"] = YEAR
    answer.headers["Vary"] = "Accept-Encoding"
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


@cache
def _store(folder):
    return _Store(folder)


class _Store:
    """Everything that is served: `named` maps a short name to the hashed one, `bodies` that to its bytes."""

    def __init__(self, folder):
        root = Path(folder)
        self.named, self.bodies = {}, {}
        self._add("css", "app", ".css", _joined(stylesheets(root)))
        self._add("js", "app", ".js", _joined(scripts(root)))
        for path in [root / "icons.svg", *sorted((root / "img").glob("*"))]:
            if path.suffix in TYPES:
                self._add(path.relative_to(root).as_posix(), path.stem, path.suffix, path.read_bytes())

    def _add(self, short, stem, suffix, body):
        name = f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}{suffix}"
        packed = gzip.compress(body, 9, mtime=0) if suffix != ".png" else None
        self.named[short], self.bodies[name] = name, (body, packed)


def stylesheets(root):
    """The stylesheets in the order they are joined: the list of layers first, the rest by name."""
    first = root / "css" / "layers.css"
    return [first, *sorted(path for path in (root / "css").rglob("*.css") if path != first)]


def scripts(root):
    """htmx, the register of behaviours, what a device keeps, the behaviours by name, the modules with more room."""
    js = root / "js"
    return [
        root / "vendor" / "htmx.min.js",
        js / "behaviour.js",
        js / "device.js",
        js / "sending.js",
        *sorted((js / "behaviours").glob("*.js")),
        js / "grid.js",
    ]


def _joined(paths):
    return b"\n".join(path.read_bytes().rstrip() for path in paths) + b"\n"
