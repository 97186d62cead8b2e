"""Making the preview of a file in the background, once the virus check lets it be opened."""

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected, Transient
from app.kernel.i18n import translate
from app.platform.storage import keep_bytes, opened
from app.platform.storage.model import StoredFile
from app.records.attachments.drawing import draw
from app.records.attachments.model import FilePreview


def preview(file_id):
    """Draw the file's pages or read its first rows. Again is harmless. Raises Transient while the check is pending."""
    made = session.scalars(
        select(FilePreview).where(FilePreview.file_id == file_id).with_for_update()
    ).one_or_none()
    file, content = opened(file_id)
    if made is None or file is None or made.state != "pending":
        if content:
            content.close()
        return
    with content:
        if file.scan == "pending":
            raise Transient("the virus check has not looked at the file yet")
        if file.scan == "infected":
            made.state = "none"
            return
        try:
            drawn = draw(file.content_type, file.name, content)
        except Rejected as broken:
            made.state, made.error = "failed", translate(str(broken))
            return
    _keep(made, file, drawn)


def _keep(made, file, drawn):
    made.state = "done" if drawn else "none"
    if drawn is None:
        return
    made.table, made.text, made.page_count = drawn.table, drawn.text, drawn.page_count
    pages = [_picture(file, f"{file.name}-{number}.jpg", page) for number, page in enumerate(drawn.pages, 1)]
    thumbnail = _picture(file, f"{file.name}.jpg", drawn.thumbnail) if drawn.thumbnail else None
    session.flush()  # the preview refers to its pictures
    made.pages = [str(one.id) for one in pages]
    made.thumbnail_id = thumbnail and thumbnail.id


def _picture(file, name, content):
    kept = keep_bytes(content, name, purpose="preview")
    kept.subject_type, kept.subject_id = StoredFile.__tablename__, file.id
    return kept
