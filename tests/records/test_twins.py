"""The same company twice: seen while typing, asked about before it is saved, never shown to who may not know of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import column_property, registry

from app.kernel.db import session
from app.kernel.likeness import name_key, phone_key
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.records.kit import keeping
from app.records.kit.alike import twins_of

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
NEW = {"code": "S-9", "name": "新しい会社", "is_supplier": "y", "closing_day": "31", "pay_day": "31", "pay_months": "1",
       "over_tolerance_percent": "0"}  # fmt: skip
KANDA = {
    "corporate_number": "7000012050002",
    "registration_number": "T7000012050002",
    "email": "info@kanda.example",
    "phone": "03-1234-5678",
}


@pytest.fixture
def kanda(partner):
    return partner("S-1", "株式会社 神田鋼材", **KANDA)


@pytest.mark.parametrize(
    "one, other",
    [
        ("株式会社神田鋼材", "神田鋼材㈱"),
        ("(株)神田鋼材", "神田鋼材(株)"),
        ("神田 鋼材", "神田鋼材"),
        ("カンダ・スチール株式会社", "ｶﾝﾀﾞｽﾁｰﾙ"),
        ("ＡＢＣ商事", "abc商事 有限会社"),
        ("Kanda Steel Co., Ltd.", "KANDA STEEL"),
    ],
)
def test_names_are_alike_without_form_width_and_spaces(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    "one, other", [("神田鋼材", "神田鋼業"), ("株式会社", "有限会社"), ("データ", "デタ")]
)
def test_other_names_are_not_alike(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "typed", ["0312345678", "０３（１２３４）５６７８", "+81 3-1234-5678", "03 1234 5678"]
)
def test_telephones_are_alike_by_their_digits(typed):
    assert phone_key(typed) == "0312345678"


@pytest.mark.parametrize(
    "values, fields, strong",
    [
        ({"name": "神田鋼材㈱"}, ("name",), True),
        ({"name": "神田鋼材"}, ("name",), True),
        ({"name": "神田 鋼材"}, ("name",), True),
        ({"corporate_number": "7000012050002"}, ("corporate_number",), True),
        ({"registration_number": "T7000012050002"}, ("registration_number",), True),
        ({"email": "INFO@kanda.example"}, ("email",), False),
        ({"phone": "0312345678"}, ("phone",), False),
        ({"phone": "03(1234)5678", "email": "info@kanda.example"}, ("email", "phone"), False),
    ],
)
def test_a_twin_is_found_by_what_agrees(kanda, inside, cast, values, fields, strong):
    with inside(cast.master_admin):
        [twin] = twins_of(PARTNER, values)
        assert (twin.id, twin.key, twin.fields, twin.strong) == (kanda.id, "S-1", fields, strong)


@pytest.mark.parametrize(
    "values",
    [
        {"name": "神田鋼材工業"},
        {"name": "神田"},
        {"phone": "5678"},
        {"email": "fo@kanda.example"},
        {"name": ""},
    ],
)
def test_a_part_is_no_twin(kanda, inside, cast, values):
    with inside(cast.master_admin):
        assert twins_of(PARTNER, values) == []


def test_of_an_edited_record_only_what_changed_is_asked(kanda, partner, inside, cast):
    other = partner("S-2", "神田鋼材", email="info@kanda.example")
    with inside(cast.master_admin):
        row = session.get(Partner, (other.tenant_id, other.id))
        assert twins_of(PARTNER, {"name": "神田鋼材", "email": "info@kanda.example"}, row) == []
        [twin] = twins_of(PARTNER, {"name": "神田鋼材株式会社", "email": ""}, row)
        assert twin.id == kanda.id


def test_a_strong_likeness_has_to_be_confirmed(kanda, client, cast, inside):
    page = client(cast.master_admin)
    answer = page.post_form(
        "/yamada/partners", {**NEW, "name": "神田鋼材㈱"}, form_page="/yamada/partners/new"
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"/yamada/partners/{kanda.id}" in text
    assert "それでも登録する" in text
    with inside(cast.master_admin):
        assert session.scalars(select(Partner.code)).all() == ["S-1"]
    sure = {**NEW, "name": "神田鋼材㈱", "anyway": str(kanda.id)}
    assert page.post_form("/yamada/partners", sure, form_page="/yamada/partners/new").status_code == 303
    with inside(cast.master_admin):
        assert sorted(session.scalars(select(Partner.code))) == ["S-1", "S-9"]


def test_what_was_confirmed_is_that_twin_and_no_other(kanda, partner, client, cast, inside):
    other = partner("S-2", "神田鋼材(株)")
    page = client(cast.master_admin)
    sure = {**NEW, "name": "神田鋼材", "anyway": str(kanda.id)}
    answer = page.post_form("/yamada/partners", sure, form_page="/yamada/partners/new")
    assert answer.status_code == 422
    assert f'value="{kanda.id},{other.id}"' in answer.get_data(as_text=True)


def test_a_weak_likeness_is_shown_and_saved(kanda, client, cast):
    page = client(cast.master_admin)
    typed = {**NEW, "email": "info@kanda.example"}
    said = page.post_form(
        "/yamada/partners/checks?field=email&twins=1", typed, form_page="/yamada/partners/new", headers=HTMX
    ).get_data(as_text=True)
    assert f"/yamada/partners/{kanda.id}" in said
    assert 'id="email-twins"' in said
    assert page.post_form("/yamada/partners", typed, form_page="/yamada/partners/new").status_code == 303


def test_an_archived_twin_is_named_as_such(kanda, client, cast, inside):
    with inside(cast.master_admin):
        keeping.archive(PARTNER, session.get(Partner, (kanda.tenant_id, kanda.id)))
    said = client(cast.master_admin).post_form(
        "/yamada/partners/checks?field=name&twins=1",
        {**NEW, "name": "神田鋼材"},
        form_page="/yamada/partners/new",
        headers=HTMX,
    )
    assert "アーカイブ済み" in said.get_data(as_text=True)


def test_a_twin_of_another_tenant_is_none(kanda, inside, cast):
    with inside(cast.person("foreign", "master_admin")):
        assert twins_of(PARTNER, {"name": "神田鋼材", **KANDA}) == []


class Secret:
    """Partners of which the suspended ones count as restricted."""

    SEARCHED = Partner.SEARCHED


@pytest.fixture
def secret():
    """A record type that can be restricted, over the table of partners."""
    own, table = registry(), Partner.__table__
    own.map_imperatively(
        Secret, table, properties={"restricted": column_property(table.c.state == "suspended")}
    )
    yield replace(PARTNER, model=Secret, private=True)
    own.dispose()


@pytest.mark.parametrize("values", [{"name": "神田鋼材"}, *({name: value} for name, value in KANDA.items())])
def test_a_restricted_twin_is_never_revealed(kanda, secret, inside, cast, values):
    with inside(cast.buyer):
        assert [one.key for one in twins_of(secret, values)] == ["S-1"]
    with inside(cast.master_admin):
        keeping.move(PARTNER, session.get(Partner, (kanda.tenant_id, kanda.id)), "suspended")
        assert [one.key for one in twins_of(secret, values)] == ["S-1"]
    with inside(cast.buyer):
        assert twins_of(secret, values) == []
