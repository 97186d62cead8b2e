"""Handing files out: with their Japanese names, never as something a browser would run."""

from urllib.parse import quote

from flask import Blueprint, Response, request, stream_with_context

from app.kernel.errors import Missing
from app.platform.storage.contents import INLINE
from app.platform.storage.keeping import CHUNK, opened
from app.platform.storage.reaching import may_read
from app.web.guards import requires

bp = Blueprint("files", __name__, url_prefix="/files")
READ_FILES = "platform.file.read"


@bp.get("/<uuid:file_id>")
@requires(READ_FILES)
def show(file_id):
    """The file itself; `?inline=1` shows a PDF or a picture in the browser."""
    file, content = opened(file_id)
    if file is None:
        raise Missing
    if not may_read(file):
        content.close()
        raise Missing
    return handed_over(file, content, inline=bool(request.args.get("inline")))


def handed_over(file, content, *, inline=False):
    """A response with the file's content. Its name travels in the RFC 6266 way, so Japanese arrives whole."""
    shown = inline and file.content_type in INLINE
    response = Response(stream_with_context(_pieces(content)), mimetype=file.content_type)
    response.headers["Content-Length"] = str(file.size)
    way = "inline" if shown else "attachment"
    plain, full = _ascii(file.name), quote(file.name, safe="")
    response.headers["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{full}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=0"
    return response


def _pieces(content):
    with content:
        while piece := content.read(CHUNK):
            yield piece


def _ascii(name):
    plain = name.encode("ascii", "ignore").decode().replace('"', "")
    return plain if plain.strip(". ") else "file"
