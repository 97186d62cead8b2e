"""Handing files out: with their Japanese names, never as something a browser would run."""

from flask import Blueprint, request, url_for
from sqlalchemy import select

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.platform.storage.keeping import opened
from app.platform.storage.model import StoredFile
from app.platform.storage.reaching import may_know, may_read
from app.platform.storage.scanning import release
from app.web.answer import answer
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import page_left, requires

bp = Blueprint("files", __name__, url_prefix="/files")
READ_FILES, RELEASE_FILES = "platform.file.read", "platform.file.release"


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


@bp.post("/<uuid:file_id>/release")
@requires(RELEASE_FILES)
def create_release(file_id):
    """Let a file in quarantine be opened."""
    file = find(select(StoredFile), file_id)
    if not may_know(file):
        raise Missing
    release(file)
    return answer(
        None,
        page_left() or url_for(".show", file_id=file.id),
        _("%(name)s can be opened now.", name=file.name),
    )
