"""Files in own fields while a record is entered: put in, kept by a refused form, given to nobody else."""

import io

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.storage import StoredFile, opened
from app.records.kit.extras import held
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.filling import inputs_of

FIELDS = {
    "x_plan": {"kind": "file", "label": {"ja": "図面"}},
    "x_photo": {"kind": "file", "label": {"ja": "写真"}},
}
TYPED = {"code": "A", "name": "平座金", "unit": "個", "tax_code": "10"}


@pytest.fixture
def page(client, cast, inside):
    with inside(cast.system_admin):
        configure("record:product", {"fields": FIELDS}, "made")
    return client(cast.master_admin)


@pytest.fixture
def send(page):
    def sent(data, who=None, **files):
        given = {name: (io.BytesIO(content), called) for name, (content, called) in files.items()}
        return (who or page).post_form(
            "/yamada/products",
            {**data, **given},
            form_page="/yamada/products/new",
            content_type="multipart/form-data",
        )

    return sent


@pytest.fixture
def kept(inside, cast):
    """`{field: content}` of the files of the record with a code, and how many files the tenant holds."""

    def read(code):
        with inside(cast.master_admin):
            row = session.scalars(select(Product).where(Product.code == code)).one_or_none()
            files, found = session.scalars(select(StoredFile)).all(), {}
            fields = shaped(PRODUCT).fields if row is not None else {}
            for name in FIELDS if row is not None else ():
                if held(row, fields[name]):
                    file, content = opened(held(row, fields[name]))
                    with content:
                        found[name] = (file.name, content.read(), file.purpose, file.subject_id == row.id)
            return found, len(files)

    return read


def test_a_new_record_gets_its_files(page, send, kept):
    form = page.get("/yamada/products/new").get_data(as_text=True)
    assert ('enctype="multipart/form-data"' in form, form.count('type="file"')) == (True, 2)
    assert "Project-Id-Version" not in form  # a field without help has none
    answer = send(TYPED, x_plan=(b"%PDF-1.7 plan", "図面.pdf"))
    assert answer.status_code == 303
    assert kept("A") == ({"x_plan": ("図面.pdf", b"%PDF-1.7 plan", "field", True)}, 1)
    assert "図面.pdf" in page.get(answer.headers["Location"]).get_data(as_text=True)


def test_a_refused_form_keeps_the_file_and_saves_it_the_second_time(send, kept):
    refused = send({**TYPED, "name": ""}, x_plan=(b"%PDF-1.7 plan", "図面.pdf"))
    text = refused.get_data(as_text=True)
    assert (refused.status_code, "「図面.pdf」（13 B）は預かっています" in text, kept("A")) == (
        422,
        True,
        ({}, 0),
    )
    again = {
        name: values[0] for name, values in inputs_of(refused, "product-form").items() if name != "csrf_token"
    }
    assert (again["code"], "kept-x_plan" in again, "kept-x_photo" in again) == ("A", True, False)
    assert send({**again, "name": "平座金"}, x_photo=(b"GIF89a", "写真.gif")).status_code == 303
    assert kept("A") == (
        {
            "x_plan": ("図面.pdf", b"%PDF-1.7 plan", "field", True),
            "x_photo": ("写真.gif", b"GIF89a", "field", True),
        },
        2,
    )


@pytest.mark.parametrize(
    "more, files, found",
    [
        ({"without-x_plan": "1"}, {}, {}),
        ({}, {"x_plan": (b"other", "別.txt")}, {"x_plan": ("別.txt", b"other", "field", True)}),
    ],
)
def test_a_kept_file_can_be_left_out_or_replaced(send, kept, more, files, found):
    refused = send({**TYPED, "name": ""}, x_plan=(b"%PDF-1.7 plan", "図面.pdf"))
    again = {
        name: values[0] for name, values in inputs_of(refused, "product-form").items() if name != "csrf_token"
    }
    assert send({**again, "name": "平座金", **more}, **files).status_code == 303
    assert kept("A") == (found, len(found))


def test_an_empty_file_is_refused_beside_its_field(send, kept):
    refused = send(TYPED, x_plan=(b"", "空.txt"), x_photo=(b"GIF89a", "写真.gif"))
    text = refused.get_data(as_text=True)
    assert (refused.status_code, 'id="x_plan-error"' in text, "「写真.gif」" in text) == (422, True, True)
    assert kept("A") == ({}, 0)


def test_a_seal_of_somebody_else_or_made_by_hand_brings_no_file(send, kept, client, cast):
    refused = send({**TYPED, "name": ""}, x_plan=(b"%PDF-1.7 plan", "図面.pdf"))
    seal = inputs_of(refused, "product-form")["kept-x_plan"][0]
    other = client(cast.system_admin)
    for code, who, text, name in (
        ("B", None, seal[:-1], "kept-x_plan"),
        ("C", None, seal, "kept-x_photo"),
        ("D", None, "nonsense", "kept-x_plan"),
        ("E", other, seal, "kept-x_plan"),
    ):
        send({**TYPED, "code": code, name: text}, who)
        assert kept(code) == ({}, 0)
