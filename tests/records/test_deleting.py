"""Deleting has a permission of its own; a role from before it keeps what it could do."""

import pytest
from sqlalchemy import select

from app.access.roles.model import Role
from app.kernel.db import session
from app.kernel.permissions import in_force, to_keep
from app.masters.products.model import Product

EDIT, DELETE = "masters.product.edit", "masters.product.delete"
LIST = "/yamada/products"


@pytest.mark.parametrize(
    "kept, found",
    [
        ([EDIT], {EDIT, DELETE}),
        ([EDIT, DELETE], {EDIT, DELETE}),
        ([EDIT, f"-{DELETE}"], {EDIT}),
        ([DELETE], {DELETE}),
        ([f"-{DELETE}"], set()),
        ([], set()),
    ],
)
def test_deleting_follows_editing_until_somebody_decides(kept, found):
    assert in_force(kept) == found
    assert in_force(to_keep(found)) == found


@pytest.fixture
def role(inside, cast):
    def kept(*permissions, code="master_admin"):
        with inside(cast.system_admin):
            found = session.scalars(select(Role).where(Role.code == code)).one()
            others = [one for one in found.permissions if one.removeprefix("-") not in (EDIT, DELETE)]
            found.permissions = sorted([*others, *permissions])
            session.commit()
            return found

    return kept


def codes(inside, cast):
    with inside(cast.system_admin):
        return list(session.scalars(select(Product.code).order_by(Product.code)))


def test_a_role_that_was_stored_before_may_delete(client, cast, inside, role, product):
    role(EDIT)
    row = product("A", "平座金")
    page = client(cast.master_admin)
    assert f'action="{LIST}/{row.id}/deletion"' in page.get(f"{LIST}/{row.id}").get_data(as_text=True)
    assert page.post_form(f"{LIST}/{row.id}/deletion", {}, form_page=f"{LIST}/{row.id}").status_code == 303
    assert codes(inside, cast) == []


def test_without_it_nothing_is_deleted_one_by_one_or_many_at_once(client, cast, inside, role, product):
    role(EDIT, f"-{DELETE}")
    row = product("A", "平座金")
    page = client(cast.master_admin)
    assert "deletion" not in page.get(f"{LIST}/{row.id}").get_data(as_text=True)
    listed = page.get(LIST).get_data(as_text=True)
    assert ('value="archive"' in listed, 'value="delete"' in listed) == (True, False)
    one = page.post_form(f"{LIST}/{row.id}/deletion", {}, form_page=LIST)
    many = page.post_form(f"{LIST}/changes", {"action": "delete", "ids": str(row.id)}, form_page=LIST)
    assert (one.status_code, many.status_code, codes(inside, cast)) == (403, 403, ["A"])
    kept = page.post_form(f"{LIST}/changes", {"action": "archive", "ids": str(row.id)}, form_page=LIST)
    assert kept.status_code == 303


def test_an_administrator_takes_it_away_and_gives_it_back(client, cast, inside, role):
    found, page = role(EDIT), client(cast.system_admin)
    where = f"/yamada/roles/{found.id}"

    def save(names, version):
        typed = {"name": "マスタ担当", "permissions": sorted(names), "version": str(version)}
        assert page.post_form(where, typed, form_page=where).status_code == 303
        with inside(cast.system_admin):
            session.expire_all()
            return session.scalars(select(Role).where(Role.id == found.id)).one().permissions

    shown = page.get(where).get_data(as_text=True)
    assert f'value="{DELETE}"' in shown
    everything = in_force(found.permissions)
    without = save(everything - {DELETE}, 1)
    assert (f"-{DELETE}" in without, in_force(without)) == (True, everything - {DELETE})
    again = save(everything, 2)
    assert (f"-{DELETE}" in again, DELETE in again) == (False, True)


def test_of_two_roles_the_one_that_may_counts(client, cast, inside, role, product):
    role(EDIT, f"-{DELETE}")
    role(EDIT, code="buyer")
    row = product("A", "平座金")
    refused = client(cast.master_admin).post_form(f"{LIST}/{row.id}/deletion", {}, form_page=LIST)
    taken = client(cast.buyer).post_form(f"{LIST}/{row.id}/deletion", {}, form_page=LIST)
    assert (refused.status_code, taken.status_code) == (403, 303)
