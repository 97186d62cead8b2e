"""Taking in logos and seals: looked at before anything of them is kept."""

import io

from PIL import Image, UnidentifiedImageError

from app.kernel.errors import Rejected
from app.platform.storage import keep
from app.platform.storage.scanning import watch

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4_000
KINDS = ("PNG", "JPEG")


def taken_in(upload, channel, field):
    """The id of the stored picture of an upload (`filename`, `stream`), None for none. Raises Rejected."""
    if upload is None or not upload.filename:
        return None
    content = upload.stream.read(MOST_BYTES + 1)
    _check(content, field)
    file = watch(keep(io.BytesIO(content), upload.filename, subject=channel, purpose="paper"))
    return file.id


def _check(content, field):
    if len(content) > MOST_BYTES:
        raise Rejected("This file is larger than %(limit)s MB.", field, limit=MOST_BYTES // (1024 * 1024))
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as picture:
            across, up = picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as cause:
        raise Rejected("Choose a picture in PNG or JPEG.", field) from cause
    if not 0 < max(across, up) <= MOST_PIXELS:
        raise Rejected("The picture may have at most %(most)s points a side.", field, most=MOST_PIXELS)
