"""An order by FAX: the FAX is checked, stands beside the form while one types, and stays sealed with the order."""

import io
import re

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select, text

from app.commerce.orders.model import Order
from app.commerce.persons.model import PersonalDataRead
from app.commerce.sealed_files.keeping import opened
from app.commerce.sealed_files.model import SealedFile
from app.commerce.slips.model import Slip
from app.kernel import clock
from app.kernel.db import session
from tests.commerce.orders.test_desk import Outside
from tests.commerce.orders.test_telephone import BASE, NEW, PART, typed

MARK = b"fax-mark-7c1e"


def pdf(pages=2):
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for number in range(pages):
        canvas.drawString(100, 700, f"{MARK.decode()} {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(kind, size=(600, 800), **more):
    image, out = (
        Image.new("1" if kind == "TIFF" else "RGB", size, 1 if kind == "TIFF" else "white"),
        io.BytesIO(),
    )
    ImageDraw.Draw(image).rectangle((50, 50, 200, 100), fill=0)
    image.save(out, kind, **more)
    return out.getvalue()


def fax_machine():
    """Two pages in Group 4 as FAX machines write them: 204 dots an inch across, 98 down."""
    pages, out = [Image.new("1", (1728, 1100), 1) for _page in range(2)], io.BytesIO()
    pages[0].save(out, "TIFF", compression="group4", dpi=(204, 98), save_all=True, append_images=pages[1:])
    return out.getvalue()


@pytest.fixture
def desk(shop, cast):
    shop.product("A", 20, price=1000)
    session.commit()
    return Outside(shop, cast)


def attach(browser, content, name="fax.pdf", *, headers=None, **more):
    form = typed(**more) | {"fax_file": (io.BytesIO(content), name)}
    return browser.post_form(f"{BASE}/faxes", form, form_page=NEW, headers=headers)


def id_in(answer):
    return re.search(r'name="fax" value="([0-9a-f-]{36})"', answer.text)[1]


def kept(desk):
    return desk.ask(select(SealedFile).order_by(SealedFile.owner_id, SealedFile.position))


@pytest.mark.parametrize(
    "content, name, kind, pages",
    [(pdf(), "注文.pdf", "application/pdf", 2), (picture("PNG"), "a.png", "image/png", 1),
     (picture("JPEG"), "a.jpg", "image/jpeg", 1), (fax_machine(), "a.tif", "image/tiff", 2)],
    ids=["pdf", "png", "jpeg", "tiff"],
)  # fmt: skip
def test_a_fax_is_seen_beside_what_was_typed_and_stays_with_the_order(
    desk, client, cast, content, name, kind, pages
):
    browser = client(cast.order_clerk)
    answer = attach(browser, content, name, memo="お急ぎ")
    assert (answer.status_code, "お急ぎ" in answer.text, 'value="山田"' in answer.text) == (200, True, True)
    fax = id_in(answer)
    shown = [browser.get(f"{BASE}/faxes/{fax}/pages/{number}") for number in range(1, pages + 2)]
    assert [one.status_code for one in shown] == [200] * pages + [404]
    assert (shown[0].mimetype, shown[0].headers["Cache-Control"]) == ("image/jpeg", "private, no-store")
    saved = browser.post_form(BASE, typed(fax=fax), form_page=NEW)
    [order] = desk.ask(select(Order).where(Order.kind == "phone"))
    assert (saved.status_code, order.device) == (303, "fax")
    files = kept(desk)
    assert [one.owner_id for one in files] == [order.id] * (pages + 1)
    assert (files[0].content_type, files[0].rows) == (kind, pages)
    assert all((one.purge_at - clock.now()).days == 2557 for one in files)
    slip = browser.get(saved.location).text
    assert f"/order-faxes/{order.id}" in slip
    page = browser.get(f"/yamada/order-faxes/{order.id}")
    assert (page.status_code, page.text.count("<img")) == (200, pages)
    assert browser.get(f"/yamada/order-faxes/{order.id}/pages/1").data[:3] == b"\xff\xd8\xff"
    whole = browser.get(f"/yamada/order-faxes/{order.id}/file")
    assert (whole.data, whole.headers["Content-Disposition"][:10]) == (content, "attachment")
    reads = [
        (one.record_id, one.way) for one in desk.ask(select(PersonalDataRead)) if one.record_id == order.id
    ]
    assert sorted(reads) == [(order.id, "file"), (order.id, "paper")]


def test_of_a_fax_machine_the_proportions_of_the_paper_are_put_right(desk, client, cast):
    browser = client(cast.order_clerk)
    fax = id_in(attach(browser, fax_machine(), "a.tif"))
    page = Image.open(io.BytesIO(browser.get(f"{BASE}/faxes/{fax}/pages/1").data))
    assert page.width == 1400
    assert page.height == pytest.approx(1400 * 1100 * 204 / 98 / 1728, abs=2)


@pytest.mark.parametrize(
    "content, said",
    [(b"MZ\x90 a program", "PDF・TIFF・JPEG・PNG"), (b"<html><script>x</script>", "PDF・TIFF・JPEG・PNG"),
     (b"%PDF-1.7 nothing in it", "壊れているか"), (b"II*\0" + b"\xff" * 40, "壊れているか"),
     (b"\xff\xd8\xff\xe0 cut", "壊れているか"), (b"", "PDF・TIFF・JPEG・PNG")],
    ids=["program", "page", "pdf", "tiff", "jpeg", "empty"],
)  # fmt: skip
def test_what_is_no_fax_is_refused_with_everything_typed_and_nothing_is_kept(
    desk, client, cast, content, said
):
    answer = attach(client(cast.order_clerk), content, "fax.pdf", memo="お急ぎ")
    assert (answer.status_code, said in answer.text, "お急ぎ" in answer.text) == (422, True, True)
    assert kept(desk) == []


def test_by_htmx_only_the_part_with_the_fax_comes_and_another_one_replaces_it(desk, client, cast):
    browser = client(cast.order_clerk)
    first = attach(browser, pdf(1), headers=PART)
    assert ("<form" in first.text, 'id="telephone-fax"' in first.text) == (False, True)
    second = attach(browser, pdf(3), headers=PART, fax=id_in(first))
    assert {str(one.owner_id) for one in kept(desk)} == {id_in(second)}
    assert len(kept(desk)) == 4


def test_a_file_that_was_chosen_and_not_attached_goes_with_the_order_all_the_same(desk, client, cast):
    form = typed() | {"fax_file": (io.BytesIO(pdf(1)), "fax.pdf")}
    client(cast.order_clerk).post_form(BASE, form, form_page=NEW)
    [order] = desk.ask(select(Order).where(Order.kind == "phone"))
    assert {one.owner_id for one in kept(desk)} == {order.id}


def test_a_draft_that_is_gone_is_said_before_anything_is_written(desk, client, cast):
    gone = "01990000-0000-7000-8000-000000000000"
    answer = client(cast.order_clerk).post_form(BASE, typed(fax=gone), form_page=NEW)
    assert (answer.status_code, "FAXの保存期限が過ぎました" in answer.text) == (422, True)
    assert desk.ask(select(Slip).where(Slip.order_number.like("T%"))) == []


def test_the_fax_is_sealed_and_other_sealed_files_are_not_served_as_one(desk, client, cast):
    browser = client(cast.order_clerk)
    fax = id_in(attach(browser, pdf()))
    browser.post_form(BASE, typed(fax=fax), form_page=NEW)
    raw = desk._inside(lambda: session.scalars(text("SELECT content FROM sealed_files")).all())()
    assert [one for one in raw if MARK in bytes(one)] == []
    first = select(SealedFile).order_by(SealedFile.position).limit(1)
    assert MARK in desk._inside(lambda: opened(session.scalars(first).one()))()
    assert browser.get(f"{BASE}/faxes/{desk.find('T2611-00001').id}/pages/0").status_code == 404
    other = desk.ask(select(Slip.id))[0]
    assert browser.get(f"/yamada/order-faxes/{other}").status_code == 404


def test_who_may_not_see_persons_does_not_see_the_fax(desk, client, cast):
    browser = client(cast.order_clerk)
    fax = id_in(attach(browser, pdf()))
    saved = browser.post_form(BASE, typed(fax=fax), form_page=NEW)
    order = desk.find("T2611-00001")
    auditor = client(cast.auditor)
    assert [
        auditor.get(f"/yamada/order-faxes/{order.id}{end}").status_code for end in ("", "/pages/1", "/file")
    ] == [403] * 3
    assert "order-faxes" not in auditor.get(saved.location).text
    assert auditor.get(f"{BASE}/faxes/{fax}/pages/1").status_code == 403
