"""What makes a company's pages an application of the phone: its manifest and its service worker.

Both stand below the company's path, so neither ever speaks for another company.
"""

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, json, request, url_for

from app.kernel.i18n import _, language, translate
from app.web.assets import asset
from app.web.guards import public

installing = Blueprint("installing", __name__)
SIZES = ("192x192", "512x512")
PAPER = "#fbfaf8"
shortcuts = []
"""`(sentence, endpoint)` of the pages that the icon's own menu offers; the packages that have them add theirs."""


def install(app):
    """Serve both from `app`."""
    app.register_blueprint(installing)


@installing.get("/manifest.webmanifest")
@public("browsers ask for it without a cookie; it tells nothing that is not in the address")
def manifest():
    """Name, icons, colours, and where it begins."""
    root, name = _company(), _("Choba")
    offered = [{"name": translate(said), "url": url_for(endpoint)} for said, endpoint in shortcuts]
    facts = {"id": root, "start_url": root, "scope": root, "display": "standalone", "lang": language()}
    colours = {"background_color": PAPER, "theme_color": PAPER}
    body = {"name": name, "short_name": name, **facts, **colours, "icons": _icons(), "shortcuts": offered}
    return Response(json.dumps(body), mimetype="application/manifest+json")


@installing.get("/service-worker.js")
@public("a script like every other; it answers only with what a signed-in page kept on the device")
def worker():
    """The script that answers when there is no network. It is asked for anew each time."""
    _company()
    script = Path(current_app.static_folder) / "js" / "service-worker.js"
    answer = Response(script.read_bytes(), mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
    answer.add_etag()
    return answer.make_conditional(request)


def _company():
    """The address below which everything of this company lies; 404 outside of any."""
    if not request.script_root:
        abort(404)
    return f"{request.script_root}/"


def _icons():
    kinds = ((size, f"img/icon-{size.partition('x')[0]}.png") for size in SIZES)
    return [
        {"src": asset(path, current_app.static_folder), "sizes": size, "type": "image/png"}
        for size, path in kinds
    ]
