"""Several cards on one photo, and cards with a back: cut, paired, and put right by hand."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.kernel.db import session
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.model import BusinessCard
from app.sales.cards.pairing import by_names, by_turns
from app.sales.recognition import choosing
from app.sales.recognition.finding import cut, outlines
from app.sales.recognition.lines import Line
from bench import _tables

HERE = "/yamada/cards"
SIDES = {
    "white": ("株式会社北斗精機", "課長", "高橋 健太郎", "takahashi@hokuto.example.jp"),
    "ivory": ("Hokuto Seiki Co., Ltd.", "TEL 052-123-4567"),
}


def photo(*args, **options):
    return _tables.photo(*args, size=(1200, 900), **options)


def card(colour="white", size=(910, 550)):
    return Image.new("RGB", size, colour)


@pytest.fixture
def reader():
    """The recogniser of these tests tells white fronts from ivory backs by their blue."""

    def read(image):
        blue = image.resize((1, 1)).getpixel((0, 0))[2]
        side = "white" if blue > 247 else "ivory"
        return [Line(text, 0.97, 0, number * 40, 300, 30) for number, text in enumerate(SIDES[side])]

    before = choosing.use(read)
    yield
    choosing.use(before)


@pytest.fixture
def brought(client, cast, sales, reader, run_jobs):
    """`brought(*(picture, name), **facts)`: the address of the batch, its cards read."""

    def bring(*pictures, **facts):
        files = [(io.BytesIO(as_jpeg(picture)), name) for picture, name in pictures]
        answer = client(cast.salesperson).post_form(
            HERE, {"name": "展示会", "files": files, **facts}, form_page=f"{HERE}/new",
            content_type="multipart/form-data",
        )  # fmt: skip
        assert answer.status_code == 303, answer.get_data(as_text=True)
        run_jobs()
        run_jobs()
        return answer.location

    return bring


@pytest.fixture
def cards(inside, cast):
    """`cards()`: `[(label, state)]` of all cards in their order, and `cards.rows()`."""

    def rows():
        with inside(cast.salesperson):
            order = BusinessCard.position, BusinessCard.part
            return session.scalars(select(BusinessCard).order_by(*order)).all()

    def told():
        return [(one.label, one.state) for one in rows()]

    told.rows = rows
    return told


@pytest.fixture
def press(client, cast, run_jobs):
    """`press(page, action, **said)`: a salesperson presses that button of the page; what it asks for is done."""

    def pressed(page, action, **said):
        answer = client(cast.salesperson).post_form(f"{page}/{action}", said, form_page=page)
        run_jobs()
        return answer

    return pressed


@pytest.mark.parametrize("table, tilt", [(0, 12), (2, 20)])
def test_tilted_cards_on_a_table_are_found_and_laid_flat(table, tilt):
    lying = [card(), card("ivory"), card("#1f3b57"), card("#eef3f0")]
    found = outlines(sheet := photo(lying, table, tilt=tilt, columns=2))
    flat = [cut(sheet, one) for one in found]
    assert [round(one.width / one.height, 1) for one in flat] == [1.7, 1.7, 1.7, 1.7]
    dark = [one.resize((1, 1)).convert("L").getpixel((0, 0)) < 80 for one in flat]
    assert dark == [False, False, True, False]


def test_a_scan_of_a_card_is_one_card_and_one_on_a_table_is_cut_out():
    assert outlines(card()) == []
    ((left, _top), *_others), *more = outlines(photo([card()], 1, columns=1))
    assert (0 < left < 0.3, more) == (True, [])


def test_a_photo_of_four_becomes_four_cards_and_can_be_one_again(brought, cards, press, client, cast):
    page = brought((photo([card()] * 4, columns=2), "table.jpg"), (card(), "scan.jpg"))
    assert cards() == [(f"1-{part}", "review") for part in (1, 2, 3, 4)] + [("2", "review")]
    assert len({one.image_id for one in cards.rows()}) == 5
    first, second, third, *_more = [str(one.id) for one in cards.rows()]
    scan = str(cards.rows()[-1].id)
    assert press(page, "joins", ids=[first, scan]).status_code == 422
    press(page, "joins", ids=[first, second])
    press(page, "skippings", ids=[third])
    assert cards() == [("1-1", "review"), ("1-3", "skipped"), ("1-4", "review"), ("2", "review")]
    shown = client(cast.salesperson).get(f"{page}/cards/{first}").get_data(as_text=True)
    assert 'data-shortcut="F9"' in shown
    press(page, f"cards/{first}/whole")
    assert cards() == [("1", "review"), ("2", "review")]


def test_names_and_turns_say_which_sides_belong_together():
    names = [
        "a_front.jpg",
        "b.jpg",
        "a_back.jpg",
        "大野（表）.png",
        "大野（裏）.png",
        "playback.png",
        "c-裏面.heic",
    ]
    assert by_names(names) == [(0, 2), (3, 4)]
    assert (by_turns(5), by_turns(0)) == ([(0, 1), (2, 3)], [])


def test_the_back_says_what_the_front_does_not(brought, cards, press, client, cast, inside):
    page = brought((card("ivory"), "x_back.jpg"), (card(), "x_front.jpg"))
    back, front = cards.rows()
    assert (cards(), front.found["phone"][0]) == ([("1", "back"), ("2", "review")], "052-123-4567")
    assert front.found["company"][0] == "株式会社北斗精機"
    here = f"{page}/cards/{front.id}"
    press(here, "turning")
    assert [one.state for one in cards.rows()] == ["review", "back"]
    press(f"{page}/cards/{back.id}", "back?_method=DELETE")
    back, front = cards.rows()
    assert (back.state, front.state, "phone" in front.found) == ("review", "review", False)
    press(page, "pairs", ids=[str(back.id), str(front.id)])
    press(f"{page}/cards/{back.id}", "turning")
    said = {name: text for name, (text, _sure) in cards.rows()[1].found.items()}
    press(here, "imports", belongs="new", **said)
    with inside(cast.salesperson):
        person = session.get(BusinessCard, (front.tenant_id, front.id)).person_id
    shown = client(cast.salesperson).get(f"/yamada/persons/{person}").get_data(as_text=True)
    assert shown.count("?inline=1") == 4  # both sides, each with its picture and the link to it
    assert press(here, "back?_method=DELETE").status_code == 422


def test_sides_that_take_turns_and_the_key_for_a_back(brought, cards, press):
    page = brought((card(), "1.jpg"), (card("ivory"), "2.jpg"), (card(), "3.jpg"), turns="y")
    assert cards() == [("1", "review"), ("2", "back"), ("3", "review")]
    press(f"{page}/cards/{cards.rows()[0].id}", "back?_method=DELETE")
    assert cards() == [("1", "review"), ("2", "review"), ("3", "review")]
    press(f"{page}/cards/{cards.rows()[0].id}", "back")
    assert cards() == [("1", "review"), ("2", "back"), ("3", "review")]
    answer = press(f"{page}/cards/{cards.rows()[2].id}", "back")
    assert (answer.status_code, cards()[2]) == (422, ("3", "review"))
