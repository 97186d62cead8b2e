"""The screens of papers: one paper, a batch, a receipt, the look of a shop's papers."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.commerce.papers import layouts
from app.commerce.papers.model import PaperBatch, PaperLayout, ReceiptIssue
from app.commerce.papers.printing import pdf_of
from app.commerce.slips.model import Slip
from app.kernel.db import session
from tests.commerce.orders.conftest import Shop
from tests.commerce.papers.conftest import pages

HERE = "/yamada"


@pytest.fixture
def stocked(inside, cast):
    """A shop with one order that waits for shipping: `(channel id, slip id)`."""
    with inside(cast.shop_manager):
        shop = Shop()
        shop.product("A", stock_of=9)
        shop.take(shop.order("1", [("A", 2)]))
        slip = shop.slip("1")
        assert slip.status == "ready"
        return shop.channel.id, slip.id


def png(side=40):
    """A red square."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, "PNG")
    out.seek(0)
    return out


def test_a_paper_of_a_slip_is_a_pdf_to_look_at(client, cast, stocked):
    answer = client(cast.shipping_clerk).get(f"{HERE}/slips/{stocked[1]}/papers/delivery_note")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert "品物 A" in pages(answer.data)[0]


def test_there_is_no_address_for_a_priced_statement_or_an_uncounted_receipt(client, cast, stocked):
    page = client(cast.shipping_clerk)
    names = ("purchase", "receipt", "else")
    assert [page.get(f"{HERE}/slips/{stocked[1]}/papers/{name}").status_code for name in names] == [404] * 3


def test_a_batch_of_pick_lists_may_start_the_packing(client, cast, stocked, inside):
    page = client(cast.shipping_clerk)
    assert "伝票1件" in page.get(f"{HERE}/paper-batches/new?ids={stocked[1]}").text
    page.post_form(
        f"{HERE}/paper-batches",
        data={"ids": stocked[1], "asked": "pick_list", "sort": "shelf", "begins": "y"},
        form_page=f"{HERE}/paper-batches/new",
    )
    with inside(cast.shop_manager):
        batch = session.scalars(select(PaperBatch)).one()
        assert (batch.asked, batch.sort, batch.slip_ids) == ("pick_list", "shelf", [stocked[1]])
        assert session.scalars(select(Slip.status)).all() == ["working"]
    assert "帳票印刷" in page.get(f"{HERE}/paper-batches").text
    assert 'aria-busy="true"' in page.get(f"{HERE}/paper-batches/{batch.id}").text
    assert page.get(f"{HERE}/paper-batches/{batch.id}/file").status_code == 404


def test_nothing_chosen_is_said_beside_the_form(client, cast, stocked):
    answer = client(cast.shipping_clerk).post_form(
        f"{HERE}/paper-batches",
        data={"asked": "statement", "sort": "number"},
        form_page=f"{HERE}/paper-batches/new",
    )
    assert answer.status_code == 422
    assert "伝票を1件以上選んでください。" in answer.text


def test_a_receipt_is_given_out_for_whom_and_what_was_typed(client, cast, stocked, inside):
    page, there = client(cast.shipping_clerk), f"{HERE}/slips/{stocked[1]}/receipts"
    assert "領収書" in page.get(f"{there}/new").text
    page.post_form(there, data={"addressee": "帳場工業", "purpose": "備品代"}, form_page=f"{there}/new")
    answer = page.get(f"{there}/1")
    [text] = pages(answer.data)
    assert text.split("\n")[:2] == ["領収書", "帳場工業 様"]
    assert "備品代" in text
    page.post_form(there, data={}, form_page=f"{there}/new")
    assert "再発行" in pages(page.get(f"{there}/2").data)[0]
    assert "再発行" not in pages(page.get(f"{there}/1").data)[0]
    assert page.get(f"{there}/3").status_code == 404
    with inside(cast.shop_manager):
        assert session.scalars(select(ReceiptIssue.number).order_by(ReceiptIssue.number)).all() == [1, 2]


LOOK = {
    "page": "A5", "size": "10", "colour": "#884422", "hidden": ["code", "price"],
    "header": "いつもありがとうございます",
    "message": "またのご来店を", "footer": "店 R1", "logo_at": "top-right", "marks_at": "none", "revision": "0",
}  # fmt: skip


def test_a_look_is_saved_in_versions_and_taken_back(client, cast, stocked, inside):
    page, there = client(cast.shop_manager), f"{HERE}/paper-layouts/{stocked[0]}/purchase"
    assert "data:image/png;base64," in page.get(there).text
    page.post_form(f"{there}?_method=PUT", data={**LOOK, "logo": (png(), "logo.png")}, form_page=there)
    with inside(cast.shop_manager):
        row = session.scalars(select(PaperLayout)).one()
        assert (row.revision, row.content["page"], row.content["hidden"]) == (1, "A5", ["code", "price"])
        content = pdf_of("statement", [stocked[1]])
        [text] = pages(content)
        assert [word in text for word in ("いつもありがとうございます", "またのご来店を", "店 R1")] == [
            True
        ] * 3
        assert "単価" not in text
        assert b"/Subtype /Image" in content
    page.post_form(f"{there}?_method=DELETE", form_page=there)
    with inside(cast.shop_manager):
        assert session.scalars(select(PaperLayout.revision).order_by(PaperLayout.revision)).all() == [1, 2]
        assert layouts.dresses([stocked[0]]) == {}


def test_a_look_that_somebody_else_changed_is_a_conflict(client, cast, stocked):
    page, there = client(cast.shop_manager), f"{HERE}/paper-layouts/{stocked[0]}/gift"
    page.post_form(f"{there}?_method=PUT", data=LOOK | {"hidden": []}, form_page=there)
    assert (
        page.post_form(f"{there}?_method=PUT", data=LOOK | {"hidden": []}, form_page=there).status_code == 409
    )


@pytest.mark.parametrize(
    "fault, said",
    [
        ({"colour": "red"}, "色は「#2b3a67」のように"),
        ({"logo": (io.BytesIO(b"%PDF-1.4 no picture"), "logo.png")}, "PNGまたはJPEGの画像"),
    ],
)
def test_what_cannot_be_drawn_is_refused_beside_the_field(client, cast, stocked, inside, fault, said):
    page = client(cast.shop_manager)
    answer = page.post_form(
        f"{HERE}/paper-layouts/{stocked[0]}/invoice?_method=PUT",
        data={**LOOK, **fault},
        form_page=f"{HERE}/paper-layouts",
    )
    assert (answer.status_code, said in answer.text) == (422, True)
    with inside(cast.shop_manager):
        assert session.scalars(select(PaperLayout)).all() == []


def test_a_preview_keeps_nothing(client, cast, stocked, inside):
    page = client(cast.shop_manager)
    answer = page.post_form(
        f"{HERE}/paper-layouts/{stocked[0]}/purchase/preview", data=LOOK, form_page=f"{HERE}/paper-layouts"
    )
    assert "data:image/png;base64," in answer.text
    with inside(cast.shop_manager):
        assert session.scalars(select(PaperLayout)).all() == []
