"""Logos and seals on paper."""

import io
from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader


@lru_cache(maxsize=32)
def _read(content):
    return ImageReader(Image.open(io.BytesIO(content)).convert("RGBA"))


def draw_picture(canvas, content, x, y, wide, high, to="left"):
    """The picture inside a box, whole and undistorted, moved to the `left` or `right` end of it."""
    reader = _read(content)
    across, up = reader.getSize()
    scale = min(wide / across, high / up)
    shift = wide - across * scale if to == "right" else 0
    canvas.drawImage(reader, x + shift, y + high - up * scale, across * scale, up * scale, mask="auto")
