"""Files of business cards that are refused before anything is stored, each with a sentence."""

import io

import pytest
from PIL import Image

from app.kernel.errors import Rejected
from app.sales.cards.drawing import MOST_BYTES, pages_in


def a_pdf(pages):
    out = io.BytesIO()
    first, *more = (Image.new("RGB", (90, 60)) for _page in range(pages))
    first.save(out, "PDF", save_all=True, append_images=more)
    return out


@pytest.mark.parametrize(
    "content, name, sentence",
    [
        (lambda: io.BytesIO(b"\xff\xd8\xff" + bytes(MOST_BYTES)), "big.jpg", "20 MB"),
        (lambda: a_pdf(51), "long.pdf", "50"),
        (lambda: io.BytesIO(b"\x00\x00\x00\x18ftypheic" + b"lie" * 400), "lie.heic", "壊れて"),
        (lambda: io.BytesIO(b"MZ" + b"x" * 500), "card.jpg", "画像"),
        (lambda: io.BytesIO(b"\xff\xd8\xff" + b"x" * 500), "torn.jpg", "壊れて"),
        (lambda: io.BytesIO(b""), "empty.png", "空"),
        ("bomb", "bomb.png", "画素"),
    ],
)
def test_what_is_no_card_is_refused_with_a_sentence(app, content, name, sentence):
    with app.test_request_context(), pytest.raises(Rejected) as refused:
        pages_in(_bomb() if content == "bomb" else content(), name)
    assert (sentence in str(refused.value), name in str(refused.value)) == (True, True)


def _bomb():
    """A few kilobytes that unpack to hundreds of megabytes."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out
