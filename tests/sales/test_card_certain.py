"""Clear cards are taken in together: what is hardly legible, or of somebody known, waits for a person."""

import io

from sqlalchemy import select

from app.kernel.db import session
from app.records.kit import keeping
from app.sales.cards.model import BusinessCard, CardBatch
from app.sales.cards.operations import add, begin
from app.sales.cards.recognising import keep_reading
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON
from app.sales.readers.operations import Reading
from app.sales.recognition.finding import WHOLE
from app.sales.recognition.lines import Line
from tests.sales.card_support import HERE, card_picture, jpeg

CARDS = (
    ("佐藤 一郎", "株式会社北斗精機", "sato@hokuto.example.jp", 0.97),
    ("鈴木 健太", "株式会社北斗精機", "suzuki@hokuto.example.jp", 0.97),
    ("高橋 美咲", "東亜化成株式会社", "takahashi@toa.example.jp", 0.7),
    ("田中 誠", "南海商会株式会社", "tanaka@nankai.example.jp", 0.97),
    ("田中 誠", "南海商会株式会社", "tanaka@nankai.example.jp", 0.97),
    ("伊藤 隆", "東亜化成株式会社", "", 0.97),
)


def test_clear_cards_are_taken_in_and_the_others_wait(client, cast, inside, sales, run_jobs):
    with inside(cast.salesperson):
        keeping.enter(PERSON, {"name": "鈴木 健太", "email": "suzuki@hokuto.example.jp"})
        batch = begin("展示会")
        for number, (name, company, mail, sure) in enumerate(CARDS):
            (card,) = add(batch, io.BytesIO(jpeg()), f"{number}.jpg")
            said = [(company, 30), (name, 60), (mail and f"Mail: {mail}", 20)]
            lines = [
                Line(text, sure, 0, place * 80, 300, high) for place, (text, high) in enumerate(said) if text
            ]
            keep_reading(card, [WHOLE], card_picture(), Reading(lines))
        session.commit()
        page = f"{HERE}/{batch.id}"
    browser = client(cast.salesperson)
    assert "確実に読めた4枚を取り込む" in browser.get(page).get_data(as_text=True)
    assert browser.post_form(f"{page}/imports", form_page=page).status_code == 303
    assert "名刺を取り込んでいます" in browser.get(page).get_data(as_text=True)
    run_jobs()
    with inside(cast.salesperson) as who:
        cards = session.scalars(select(BusinessCard).order_by(BusinessCard.position)).all()
        states = ["imported", "review", "review", "imported", "review", "review"]
        assert [one.state for one in cards] == states
        assert {one.imported_by_name for one in cards if one.person_id} == {who.name}
        assert len(session.scalars(select(Person)).all()) == 3
    browser.post_form(f"{page}/undoing", form_page=page)
    with inside(cast.salesperson):
        assert session.scalars(select(CardBatch)).one().name == "展示会"
        assert len(session.scalars(select(Person).where(Person.state == "active")).all()) == 1
