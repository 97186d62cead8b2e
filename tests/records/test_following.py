"""Favourites, followers, recently viewed, the permanent link: always within reach."""

import pytest
from sqlalchemy import select

from app.access.users.model import User
from app.kernel.db import session
from app.kernel.ids import from_public, new_id, public
from app.masters.partners.record import PARTNER
from app.records.disclosures.knowing import who_know
from app.records.disclosures.model import Disclosure
from app.records.following import operations
from app.records.following.model import Favourite, Follow, Viewed
from app.records.kit import keeping

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def row(partner):
    return partner("T-1", "東海精工")


def viewed(of):
    found = select(Viewed.record_id).where(Viewed.user_id == of.user_id)
    return list(session.scalars(found.order_by(Viewed.seen_at.desc(), Viewed.id)))


def test_an_identifier_has_22_letters_for_its_link_and_comes_back():
    for identifier in (new_id(), *map(from_public, ("1" * 22,))):
        assert len(public(identifier)) == 22
        assert from_public(public(identifier)) == identifier
    for text in ("", "0" * 22, "z" * 22, public(new_id())[:-1], "あ" * 22):
        assert from_public(text) is None


def test_the_permanent_link_leads_to_the_record_of_whoever_can_reach_it(client, cast, row):
    link = f"/yamada/s/partner/{public(row.id)}"
    page = client(cast.buyer)
    answer = page.get(link)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/yamada/partners/{row.id}")
    assert f'value="http://127.0.0.1:8000{link}"' in page.get(f"/yamada/partners/{row.id}").get_data(
        as_text=True
    )


@pytest.mark.parametrize("link", ["partner/{other}", "product/{own}", "nothing/{own}", "partner/xyz"])
def test_a_link_to_nothing_is_not_found(client, cast, row, link):
    page = client(cast.buyer)
    address = link.format(own=public(row.id), other=public(new_id()))
    assert page.get(f"/yamada/s/{address}").status_code == 404


def test_who_may_not_look_learns_nothing_from_the_link(client, cast, row):
    link = f"/s/partner/{public(row.id)}"
    assert client(cast.nobody).get(f"/yamada{link}").status_code == 404
    assert client(cast.foreign.buyer).get(f"/foreign{link}").status_code == 404
    answer = client(None).get(f"/yamada{link}")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize(
    "mark, model, there", [("favourite", Favourite, "favourites"), ("following", Follow, "followed")]
)
def test_a_mark_is_set_once_listed_and_taken_away(client, inside, cast, row, mark, model, there):
    page, url = client(cast.buyer), f"/yamada/partners/{row.id}"
    for _twice in range(2):
        answer = page.post_form(f"{url}/{mark}?sort=code", {}, form_page=url)
        assert answer.headers["Location"] == f"{url}?sort=code"
    with inside(cast.buyer):
        assert [one.record_id for one in session.scalars(select(model))] == [row.id]
    assert "東海精工" in page.get(f"/yamada/{there}").get_data(as_text=True)
    assert "東海精工" not in page.get(f"/yamada/{there}?type=product").get_data(as_text=True)
    assert "東海精工" not in client(cast.approver).get(f"/yamada/{there}").get_data(as_text=True)
    text = page.post_form(f"{url}/{mark}?_method=DELETE", {}, form_page=url, headers=HTMX).get_data(
        as_text=True
    )
    assert text.lstrip().startswith('<span id="marks"')
    with inside(cast.buyer):
        assert session.scalars(select(model)).all() == []


def test_opening_a_record_is_noted_after_the_answer(client, inside, cast, row, partner):
    other = partner("T-2", "神田鋼材")
    page = client(cast.buyer)
    for one in (row, other, row):
        page.get(f"/yamada/partners/{one.id}")
    page.get(f"/yamada/partners/{new_id()}")
    with inside(cast.buyer):
        assert viewed(cast.buyer) == [other.id, row.id]
        for one in session.scalars(select(Viewed).where(Viewed.record_id == row.id)):
            one.seen_at = one.seen_at.replace(year=2020)
    page.get(f"/yamada/partners/{row.id}")
    with inside(cast.buyer):
        assert viewed(cast.buyer) == [row.id, other.id]
    text = page.get("/yamada/recent?place=menu", headers=HTMX).get_data(as_text=True)
    assert text.index("東海精工") < text.index("神田鋼材")
    page.post_form("/yamada/recent?_method=DELETE", {}, form_page="/yamada/recent")
    with inside(cast.buyer):
        assert viewed(cast.buyer) == []


def test_only_the_last_hundred_are_kept(inside, cast, monkeypatch):
    monkeypatch.setattr(operations, "KEPT", 3)
    ids = [new_id() for _ in range(5)]
    with inside(cast.buyer):
        for one in ids:
            operations.note_view("partner", one, cast.buyer.user_id)
        assert viewed(cast.buyer) == ids[:1:-1]


def test_what_is_archived_or_out_of_reach_disappears_from_the_lists(client, inside, cast, row):
    page = client(cast.buyer)
    page.get(f"/yamada/partners/{row.id}")
    page.post_form(f"/yamada/partners/{row.id}/favourite", {}, form_page=f"/yamada/partners/{row.id}")
    lists = ("/yamada/recent", "/yamada/favourites")
    assert all("東海精工" in page.get(one).get_data(as_text=True) for one in lists)
    with inside(cast.master_admin):
        keeping.archive(PARTNER, session.merge(row))
    assert not any("東海精工" in page.get(one).get_data(as_text=True) for one in lists)
    with inside(cast.master_admin):
        keeping.restore(PARTNER, session.merge(row))
    assert all("東海精工" in page.get(one).get_data(as_text=True) for one in lists)


def test_only_who_may_know_of_a_restricted_record_is_told(inside, cast, row):
    class Secret:
        """A record of a restricted type, as far as telling people asks."""

        private, permissions, within = True, PARTNER.permissions, None
        id, restricted, created_by_id = row.id, True, cast.buyer.user_id

    people = [cast.approver, cast.buyer, cast.requester, cast.nobody, cast.auditor]
    with inside(cast.master_admin):
        named = [f"user:{cast.approver.user_id}", f"user:{cast.nobody.user_id}"]
        session.add_all([Disclosure(record_id=row.id, subject=one) for one in named])
        session.flush()
        ids = [one.user_id for one in people]
        assert who_know(Secret, Secret, ids) == [cast.approver.user_id, cast.buyer.user_id]
        Secret.restricted = False
        assert who_know(Secret, Secret, ids) == [one.user_id for one in people if one is not people[3]]
        session.get(User, (cast.auditor.tenant_id, cast.auditor.user_id)).state = "disabled"
        session.flush()
        assert who_know(Secret, Secret, [cast.auditor.user_id, None]) == []
