"""Previews: what is refused to be drawn, and what of an original a picture leaves out."""

import io

import pytest
from PIL import Image

from app.kernel.errors import Rejected
from app.records.attachments.drawing import draw


def test_a_small_file_that_unpacks_to_gigabytes_is_not_drawn(app):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    bomb.seek(0)
    with pytest.raises(Rejected, match="大きすぎる"):
        draw("image/png", "bomb.png", bomb)
    with pytest.raises(Rejected, match="壊れている"):
        draw("application/pdf", "kaputt.pdf", io.BytesIO(b"%PDF-1.7 nothing"))


def test_where_a_picture_was_taken_stays_in_the_original(app):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (35.0, 0.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    out.seek(0)
    [page] = draw("image/jpeg", "foto.jpg", out).pages
    assert len(Image.open(io.BytesIO(page)).getexif()) == 0
