"""Setting a link back: offered to those who know of what it led to, and to nobody else."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.platform.audit.queries import trail_of
from app.records.kit import keeping
from app.records.kit.queries import every
from tests.records.private.conftest import LIST, user


@pytest.fixture
def linked(deal, kind, inside, cast):
    """A deal that was linked with one that only the approver (and whoever entered it) knows of."""
    secret = deal("D1", "極秘の案件", to=[user(cast.approver)])
    row = deal("D2", "公開の案件", twin_id=secret.id)
    with inside(cast.buyer):
        found = session.scalars(every(kind).where(kind.model.id == row.id)).one()
        keeping.change(kind, found, {"twin_id": None, "code": "D2"}, version=1)
        entry = session.scalars(trail_of(row.id, 1)).one()
    return row, secret, entry


def test_who_knows_sets_the_link_back(linked, client, cast, kind, inside):
    row, secret, entry = linked
    page, where = client(cast.buyer), f"{LIST}/{row.id}"
    text = page.get(f"{where}/history").get_data(as_text=True)
    assert ("極秘の案件" in text, text.count('name="entry"')) == (True, 1)
    data = {"entry": str(entry.id), "field": "twin_id", "version": "2"}
    assert page.post_form(f"{where}/restorations", data, form_page=f"{where}/history").status_code == 303
    with inside(cast.buyer):
        assert session.scalars(select(kind.model.twin_id).where(kind.model.id == row.id)).one() == secret.id


def test_who_does_not_know_is_offered_nothing_and_refused(linked, client, cast, kind, inside):
    row, _secret, entry = linked
    page, where = client(cast.master_admin), f"{LIST}/{row.id}"
    text = page.get(f"{where}/history").get_data(as_text=True)
    assert ("極秘の案件" in text, text.count('name="entry"')) == (False, 0)
    data = {"entry": str(entry.id), "field": "twin_id", "version": "2"}
    assert page.post_form(f"{where}/restorations", data, form_page=f"{where}/edit").status_code == 422
    with inside(cast.buyer):
        assert session.scalars(select(kind.model.twin_id).where(kind.model.id == row.id)).one() is None


def test_a_copy_is_known_to_the_same_people(deal, client, cast, kind, inside):
    secret = deal("D1", "極秘の案件", to=[user(cast.approver)])
    page = client(cast.buyer)
    form = {"code": "D3", "name": "写し", "copied_from": str(secret.id)}
    assert page.post_form(LIST, form, form_page=f"{LIST}/{secret.id}/copy").status_code == 303
    for person, codes in ((cast.approver, ["D1", "D3"]), (cast.buyer, ["D1", "D3"]), (cast.requester, [])):
        with inside(person):
            assert [one.code for one in session.scalars(every(kind))] == codes
    assert client(cast.requester).get(f"{LIST}/{secret.id}/copy").status_code == 404
