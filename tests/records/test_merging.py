"""Two people edit one record: what each did is kept, and nobody's value gives way unasked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.model import Product
from app.platform.audit.model import AuditEntry
from app.records.kit.merging import MINE, SIDES, THEIRS, differences, merged
from tests.records.filling import inputs_of, opened

NAMES = ("code", "name", "price", "note", "maker")
RECORDS = st.fixed_dictionaries({name: st.sampled_from([None, "1", "2", "3"]) for name in NAMES})
WITHOUT_HURRY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@WITHOUT_HURRY
@given(RECORDS, RECORDS, RECORDS, st.dictionaries(st.sampled_from(NAMES), st.sampled_from(SIDES)))
def test_no_change_is_lost_and_no_conflict_is_resolved_silently(before, theirs, mine, chosen):
    found = differences(before, theirs, mine)
    values, undecided = merged(found, theirs, mine, chosen)
    for name in NAMES:
        i_did, they_did = mine[name] != before[name], theirs[name] != before[name]
        both = i_did and they_did and mine[name] != theirs[name]
        if both and name not in chosen:
            assert name in undecided
            assert name not in values
        elif name in chosen and mine[name] != theirs[name]:
            assert values[name] == (theirs if chosen[name] == THEIRS else mine)[name]
        else:
            assert values[name] == (mine if i_did else theirs)[name]
    assert {*values, *undecided} == {*NAMES}


@WITHOUT_HURRY
@given(RECORDS, RECORDS)
def test_without_knowing_the_beginning_whatever_differs_is_asked(theirs, mine):
    _values, undecided = merged(differences({}, theirs, mine), theirs, mine, {})
    assert undecided == [name for name in mine if theirs[name] != mine[name]]


@WITHOUT_HURRY
@given(RECORDS, RECORDS, RECORDS, RECORDS)
def test_a_third_change_is_merged_like_the_second(before, second, third, mine):
    """What was settled with the second person is mine when the third has saved."""
    first = differences(before, second, mine)
    settled, _ = merged(first, second, mine, {one.name: MINE for one in first if one.side is None})
    values, undecided = merged(differences(second, third, settled), third, settled, {})
    for name in NAMES:
        if third[name] == second[name]:
            assert values[name] == settled[name]
        elif settled[name] == second[name]:
            assert values[name] == third[name]
        else:
            assert (name in undecided) == (settled[name] != third[name])


@pytest.fixture
def edited(client, cast, product):
    """`edited(**theirs)`: the address, my form as opened before, and a client, after somebody saved `theirs`."""
    made = product("A-1", "平座金", price=100)
    where = f"/yamada/products/{made.id}"
    page = client(cast.master_admin)

    def after(**theirs):
        mine = opened(page, f"{where}/edit")
        saved = page.post_form(where, {**opened(page, f"{where}/edit"), **theirs}, form_page=f"{where}/edit")
        assert saved.status_code == 303
        return where, mine, page

    return after


def kept(inside, cast):
    with inside(cast.master_admin):
        row = session.scalars(select(Product).where(Product.code == "A-1")).one()
        return row.name, row.price, row.spec, row.version


def send(page, where, data, **options):
    return page.post_form(where, data, form_page=f"{where}/edit", **options)


def test_changes_of_different_fields_are_merged_and_shown_before_they_are_saved(edited, inside, cast):
    where, mine, page = edited(name="ばね座金")
    answer = send(page, where, {**mine, "spec": "M8"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert kept(inside, cast) == ("ばね座金", 100, "", 2)
    assert "お互いに別の項目を変更しています" in text
    assert "master_admin yamadaさんの保存した値" in text
    merge = inputs_of(answer, "product-form")
    assert (merge["take-name"], merge["take-spec"]) == (["theirs"], ["mine"])
    assert "take-price" not in merge
    assert send(page, where, merge).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 100, "M8", 3)


def test_a_conflict_needs_a_choice(edited, inside, cast):
    where, mine, page = edited(name="ばね座金", price="120")
    answer = send(page, where, {**mine, "name": "角座金"})
    merge = inputs_of(answer, "product-form")
    assert "take-name" not in merge
    assert merge["take-price"] == ["theirs"]
    again = send(page, where, merge)
    assert again.status_code == 422
    assert "どちらの値にするか選んでください" in again.get_data(as_text=True)
    assert kept(inside, cast) == ("ばね座金", 120, "", 2)
    merge = inputs_of(again, "product-form")
    assert send(page, where, {**merge, "take-name": "mine", "name": "角座金2"}).status_code == 303
    assert kept(inside, cast) == ("角座金2", 120, "", 3)


def test_theirs_is_taken_whatever_stands_in_my_input(edited, inside, cast):
    where, mine, page = edited(name="ばね座金", price="120")
    merge = inputs_of(send(page, where, {**mine, "name": "角座金", "price": "130"}), "product-form")
    taken = {**merge, "take-name": "theirs", "take-price": "theirs", "price": "読めない", "spec": "M8"}
    assert send(page, where, taken).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 120, "M8", 3)


def test_a_dropped_choice_does_not_bring_my_old_value_back(edited, inside, cast):
    where, mine, page = edited(name="ばね座金")
    merge = inputs_of(send(page, where, {**mine, "spec": "M8"}), "product-form")
    del merge["take-name"]
    assert send(page, where, merge).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 100, "M8", 3)


def test_a_third_save_leads_to_the_screen_again(edited, inside, cast):
    where, mine, page = edited(name="ばね座金")
    merge = inputs_of(send(page, where, {**mine, "name": "角座金", "spec": "M8"}), "product-form")
    third = opened(page, f"{where}/edit")
    assert send(page, where, {**third, "price": "140", "name": "丸座金"}).status_code == 303
    answer = send(page, where, {**merge, "take-name": "theirs"})
    assert answer.status_code == 409
    merge = inputs_of(answer, "product-form")
    # I had taken ばね座金, which was theirs then: only the third person has changed it since.
    assert (merge["take-name"], merge["take-price"], merge["take-spec"]) == (["theirs"], ["theirs"], ["mine"])
    assert send(page, where, merge).status_code == 303
    assert kept(inside, cast) == ("丸座金", 140, "M8", 4)


def test_a_wrong_value_of_mine_is_mended_on_the_same_screen(edited, inside, cast):
    where, mine, page = edited(name="ばね座金")
    merge = inputs_of(send(page, where, {**mine, "price": "120"}), "product-form")
    answer = send(page, where, {**merge, "price": "高い", "code": "品番 1"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'name="take-price"' in text
    assert "英数字" in text
    assert 'value="高い"' in text
    assert kept(inside, cast) == ("ばね座金", 100, "", 2)
    mended = {**inputs_of(answer, "product-form"), "price": "120", "code": "A-1"}
    assert send(page, where, mended).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 120, "", 3)


@pytest.mark.parametrize("seal", ["", "nonsense", "WyIxIl0.x"])
def test_without_its_seal_a_late_form_asks_for_every_difference(edited, inside, cast, seal):
    where, mine, page = edited(name="ばね座金")
    answer = send(page, where, {**mine, "opened": seal, "spec": "M8"})
    assert answer.status_code == 409
    merge = inputs_of(answer, "product-form")
    assert [name for name in merge if name.startswith("take-")] == []
    assert "両方が変更" in answer.get_data(as_text=True)
    assert send(page, where, {**merge, "take-name": "theirs", "take-spec": "mine"}).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 100, "M8", 3)


def test_the_seal_of_another_record_says_nothing(edited, product, inside, cast):
    where, mine, page = edited(name="ばね座金")
    other = product("B-1", "割ピン")
    seal = opened(page, f"/yamada/products/{other.id}/edit")["opened"]
    answer = send(page, where, {**mine, "opened": seal, "spec": "M8"})
    assert answer.status_code == 409
    assert kept(inside, cast) == ("ばね座金", 100, "", 2)


def test_htmx_puts_the_screen_in_the_place_of_the_form(edited):
    where, mine, page = edited(name="ばね座金")
    answer = send(page, where, {**mine, "spec": "M8"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#product-form")
    assert "<html" not in answer.get_data(as_text=True)


def test_the_same_change_twice_is_no_conflict(edited, inside, cast):
    where, mine, page = edited(name="ばね座金")
    assert send(page, where, {**mine, "name": "ばね座金"}).status_code == 303
    assert kept(inside, cast) == ("ばね座金", 100, "", 2)
    with inside(cast.master_admin):
        assert list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.at))) == [
            "product.created",
            "product.changed",
        ]
