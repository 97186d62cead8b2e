"""What tests of business cards share: a recogniser that always reads the same card, batches, taking a card in."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.kernel.db import session
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.model import BusinessCard
from app.sales.recognition import choosing
from app.sales.recognition.lines import Line

HERE = "/yamada/cards"
CARD = (
    "株式会社北斗精機", "営業部", "課長", "高橋 健太郎", "〒460-0008 愛知県名古屋市中区栄3-5-12", "TEL 052-123-4567",
    "携帯 090-1234-5678", "takahashi@hokuto.example.jp",
)  # fmt: skip


def card_picture(colour="white"):
    return Image.new("RGB", (400, 250), colour)


def jpeg(colour="white"):
    return as_jpeg(card_picture(colour))


@pytest.fixture
def reader():
    """The recogniser of these tests: every picture says CARD (one real reading is in test_card_fields)."""
    lines = [Line(text, 0.97, 0, number * 40, 300, 30) for number, text in enumerate(CARD)]
    before = choosing.use(lambda image: lines if image.width > 100 else [])
    yield
    choosing.use(before)


@pytest.fixture
def batch(client, cast, sales, reader, run_jobs):
    """`batch(*files, **facts)`: brought in by a salesperson and read; answers the address of its page."""

    def brought(*files, **facts):
        files = files or ((io.BytesIO(jpeg()), "a.jpg"),)
        answer = client(cast.salesperson).post_form(
            HERE, {"name": "展示会", "files": list(files), **facts}, form_page=f"{HERE}/new",
            content_type="multipart/form-data",
        )  # fmt: skip
        assert answer.status_code == 303, answer.get_data(as_text=True)
        run_jobs()
        return answer.location

    return brought


def the_card(inside, cast, position=1):
    with inside(cast.salesperson):
        return session.scalars(select(BusinessCard).where(BusinessCard.position == position)).one()


def fields(card, **facts):
    said = {name: text for name, (text, _sure) in card.found.items()}
    return {**said, "belongs": "new", **facts}


def taken_in(client, cast, inside, page, position=1, **facts):
    card = the_card(inside, cast, position)
    here = f"{page}/cards/{card.id}"
    return client(cast.salesperson).post_form(f"{here}/imports", fields(card, **facts), form_page=here)
