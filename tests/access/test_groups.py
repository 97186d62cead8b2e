"""グループ: public groups and brick groups, their members, who is in them today, and giving one up."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.groups import operations
from app.access.groups.model import Group, GroupMember
from app.access.groups.queries import groups_with_people, people_under
from app.access.organisations.arranging import add as add_department
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

LIST = "/yamada/groups/"
BUYING, MAKING = fixed_id("yamada", "organisation", "100"), fixed_id("yamada", "organisation", "200")
PEOPLE = ("buyer", "requester", "approver", "inspector")


def user(person):
    return f"user:{person.user_id}"


@pytest.fixture
def admin(cast):
    with cast.inside(cast.system_admin) as someone:
        yield someone


def test_a_group_is_made_changed_and_read_by_the_names_of_its_members(client, cast):
    browser = client(cast.system_admin)
    data = {"kind": "public", "name": "新規開拓", "note": "部門横断", "subjects_text": "buyer yamada"}
    sent = browser.post_form(LIST, data, form_page=f"{LIST}new")
    assert sent.status_code == 303, sent.text
    page = browser.get(sent.location).text
    assert [
        one
        for one in ("新規開拓", "buyer yamada", "本日の所属者 1名", "パブリックグループ")
        if one not in page
    ] == []
    changed = {"name": "新規", "version": "1", "subjects": [f"organisation:{BUYING}", user(cast.approver)]}
    assert browser.post_form(sent.location, changed).status_code == 303
    assert browser.post_form(sent.location, changed).status_code == 409
    assert "新規" in browser.get(LIST).text
    with cast.inside(cast.system_admin):
        entry = db.session.query(AuditEntry).filter_by(verb="group.changed").one()
        assert entry.details["changes"] == {
            "name": ["新規開拓", "新規"],
            "note": ["部門横断", ""],
            "members": ["buyer yamada", "approver yamada, 購買部"],
        }


def test_what_cannot_be_is_refused_and_nothing_is_kept(admin, cast):
    brick = operations.add(kind="brick", name="役員", subjects=[user(cast.buyer)])
    public = operations.add(kind="public", name="公開", subjects=[])
    for kind, name, subjects, field in (
        ("public", "別", [f"group:{public.id}"], "subjects"),
        ("brick", "別", [f"group:{brick.id}"], "subjects"),
        ("brick", "別", ["user:nobody"], "subjects"),
        ("public", "役員", [], "name"),
        ("public", "  ", [], "name"),
    ):
        with pytest.raises(Rejected) as refused:
            operations.add(kind=kind, name=name, subjects=subjects)
        assert refused.value.field == field
    assert db.session.query(Group).count() == 2
    operations.change(public, version=1, name="公開", note="", subjects=[user(cast.buyer)])
    with pytest.raises(Conflict):
        operations.change(public, version=1, name="公開", note="", subjects=[])


def test_a_removed_group_leaves_no_word_behind(admin, cast):
    public = operations.add(kind="public", name="公開", subjects=[user(cast.buyer)])
    brick = operations.add(kind="brick", name="役員", subjects=[f"group:{public.id}", user(cast.approver)])
    operations.remove(public, [])
    db.session.flush()
    assert [one.subject for one in db.session.query(GroupMember)] == [user(cast.approver)]
    assert [one.name for one in db.session.query(Group)] == ["役員"]
    assert brick.version == 2
    verbs = [one.verb for one in db.session.query(AuditEntry).order_by(AuditEntry.at, AuditEntry.id)]
    assert sorted(verbs) == ["group.added", "group.added", "group.changed", "group.removed"]


def test_the_screens_are_for_those_who_may_change_groups(client, cast):
    assert client(cast.buyer).get(LIST).status_code == 403
    assert client(cast.master_admin).get(LIST).status_code == 200
    options = client(cast.buyer).get(f"{LIST}options?q=", headers={"HX-Request": "true"})
    assert options.status_code == 200


def test_switched_off_people_are_in_no_group(admin, cast):
    group = operations.add(kind="public", name="公開", subjects=[f"below:{BUYING}"])
    before = len(people_under([f"group:{group.id}"]))
    db.session.get(User, (cast.buyer.tenant_id, cast.buyer.user_id)).state = "disabled"
    db.session.flush()
    assert len(people_under([f"group:{group.id}"])) == before - 1


@contextmanager
def undone():
    """Whatever the block does is undone, also when it fails: the next example begins where this one did."""
    inner = db.session.begin_nested()
    try:
        yield
    finally:
        db.session.expunge_all()
        inner.rollback()


@given(data=st.data())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_who_is_under_a_word_is_who_carries_it_in_a_request(cast, rolled_back, data):
    """The page of a group, the audience of notices and the reader's own words agree, whatever the arrangement."""
    with undone(), cast.inside(cast.system_admin) as admin:
        below = add_department(code="110", name="一課", parent_id=BUYING, by=admin)
        departments = [None, BUYING, MAKING, below.id]
        people = [cast.person("yamada", role) for role in PEOPLE]
        for person in people:
            one = db.session.get(User, (person.tenant_id, person.user_id))
            one.organisation_id = data.draw(st.sampled_from(departments))
        words = [user(one) for one in people] + [
            f"{kind}:{one}" for kind in ("below", "organisation") for one in departments[1:]
        ]
        some = st.lists(st.sampled_from(words), max_size=3, unique=True)
        public = [operations.add(kind="public", name=f"P{n}", subjects=data.draw(some)) for n in range(2)]
        holds = [*words, *(f"group:{one.id}" for one in public)]
        brick = operations.add(
            kind="brick",
            name="B",
            subjects=data.draw(st.lists(st.sampled_from(holds), max_size=3, unique=True)),
        )
        asked = data.draw(
            st.lists(st.sampled_from([*holds, f"group:{brick.id}"]), min_size=1, max_size=3, unique=True)
        )
        db.session.flush()
        everybody = [one.id for one in db.session.query(User).filter_by(state="active")]
        carry = {one for one in everybody if actor_of(one).subjects & set(asked)}
        assert {one.id for one in people_under(asked)} == carry
        counted = {row.id: row.people for row in groups_with_people()}
        assert counted == {one.id: len(people_under([f"group:{one.id}"])) for one in (*public, brick)}
