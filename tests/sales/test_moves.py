"""付け替え: what hangs on one account goes over to another, all of it and nothing else, and comes back untouched."""

import datetime as dt
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.record import PARTNER
from app.platform.audit.model import AuditEntry
from app.platform.storage import StoredFile
from app.records.attachments.model import Attachment
from app.records.attachments.operations import attach
from app.records.kit import keeping
from app.records.moves.model import MovedRow
from app.records.moves.operations import AT_ONCE, expire, reassign, undo
from app.records.moves.parts import parts_of
from app.records.moves.queries import counted, rows_of
from app.sales.activities.model import Activity
from app.sales.activities.record import ACTIVITY
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.model import RecordOwner
from app.sales.owners.operations import add_owner
from app.sales.parties.model import RecordParty
from app.sales.parties.operations import add_party
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON

PAGE = "/yamada/partners/moves"
NAMED = {
    "opportunity": (Opportunity, ("partner_id", "end_user_id")),
    "activity": (Activity, ("partner_id",)),
    "person": (Person, ("partner_id",)),
    "parties": (RecordParty, ("partner_id", "record_id")),
    "files": (Attachment, ("record_id",)),
    "owners": (RecordOwner, ("record_id",)),
}


def whom(part):
    """Whom the rows of a part name, by row."""
    model, names = NAMED[part]
    found = select(model.id, *(getattr(model, name) for name in names))
    return {row_id: tuple(named) for row_id, *named in session.execute(found)}


def afresh():
    session.flush()
    session.expire_all()


def everything():
    return {part: whom(part) for part in NAMED}


@pytest.fixture
def two(inside, cast, sales):
    """`two()` → accounts A and B, others each time; `two.fill(account, n, name)` hangs n of each part on one."""

    class Two:
        pairs = 0

        def __call__(self):
            self.pairs += 1
            more = str(self.pairs) if self.pairs > 1 else ""
            return sales.account(f"A{more}"), sales.account(f"B{more}")

        def fill(self, account, many, name):
            for number in range(many):
                deal = sales.deal(f"{name}{number}", partner_id=account.id, end_user_id=account.id)
                keeping.enter(ACTIVITY, {"name": "訪問", "starts_at": clock.now(), "partner_id": account.id})
                person = keeping.enter(PERSON, {"name": f"{name}{number}", "partner_id": account.id})
                add_party(PARTNER, account, role="window", person_id=person.id)
                add_party(OPPORTUNITY, deal, role="ally", partner_id=self.third(sales).id)
                attach(PARTNER, account, io.BytesIO(b"text"), f"{name}{number}.txt")

        def third(self, sales):
            found = session.scalars(select(PARTNER.model).where(PARTNER.model.code == "C")).one_or_none()
            return found or sales.account("C")

    return Two()


PARTS = st.sets(st.sampled_from([*NAMED]), min_size=1)


@given(at_a=st.integers(0, 2), at_b=st.integers(0, 2), parts=PARTS, touched=st.booleans())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_and_nothing_doubled(two, inside, cast, at_a, at_b, parts, touched):
    with inside(cast.sales_manager):
        a, b = two()
        two.fill(a, at_a, f"{a.code}-"), two.fill(b, at_b, f"{b.code}-")
        add_owner(PARTNER, a, cast.sales_admin.user_id, "technical")
        before = everything()
        move = reassign(PARTNER, a, b, sorted(parts))
        afresh()
        swapped = {
            part: {
                row: tuple(b.id if one == a.id and part in parts else one for one in named)
                for row, named in rows.items()
            }
            for part, rows in before.items()
        }
        assert everything() == swapped
        changed = None
        if touched and at_a:
            changed = session.scalars(select(Opportunity).where(Opportunity.name == f"{a.code}-0")).one()
            keeping.change(OPPORTUNITY, changed, {"amount": 1}, version=changed.version)
        undo(PARTNER, move)
        afresh()
        if changed is not None and "opportunity" in parts:
            before["opportunity"][changed.id] = (b.id, b.id)
            assert move.undo_counts["opportunity"]["left"] == 1
            assert [(one.label, one.reason) for one in rows_of(move, MovedRow.undone == "left")] == [
                (f"{changed.code} {changed.name}", "touched")
            ] * 2  # as account and as end user
        assert everything() == before
        session.commit()


def test_files_take_their_contents_along_and_owners_who_is_in_charge(two, inside, cast):
    with inside(cast.sales_manager):
        a, b = two()
        a.owner_id, b.owner_id = cast.sales_manager.user_id, cast.sales_admin.user_id
        attach(PARTNER, a, io.BytesIO(b"text"), "見積.txt")
        add_owner(PARTNER, a, cast.salesperson.user_id, "technical")
        add_owner(PARTNER, b, cast.salesperson.user_id, "technical")
        add_owner(PARTNER, a, cast.salesperson.user_id, "deputy")
        move = reassign(PARTNER, a, b, ["files", "owners"])
        assert move.counts == {"files": {"moved": 1}, "owners": {"moved": 1, "stayed": 1}}
        assert session.scalars(select(StoredFile.subject_id)).all() == [b.id]
        mine = select(RecordOwner.role, RecordOwner.user_id).where(RecordOwner.record_id == b.id)
        assert set(session.execute(mine).all()) == {
            ("technical", cast.salesperson.user_id),
            ("deputy", cast.salesperson.user_id),
            ("deputy", cast.sales_manager.user_id),
        }
        undo(PARTNER, move)
        assert session.scalars(select(StoredFile.subject_id)).all() == [a.id]
        assert session.execute(mine).all() == [("technical", cast.salesperson.user_id)]
        with pytest.raises(Rejected):
            undo(PARTNER, move)


def test_restricted_records_go_over_are_counted_apart_and_never_shown(two, inside, client, cast, sales):
    with inside(cast.salesperson) as who:
        a, b = two()
        sales.deal("公開の案件", partner_id=a.id)
        secret = sales.deal("秘密の案件", partner_id=a.id, disclosed_to=[f"user:{who.id}"])
        keeping.enter(
            ACTIVITY,
            {"name": "秘密の訪問", "starts_at": clock.now(), "opportunity_id": secret.id, "partner_id": a.id},
        )
        session.commit()
    asked = {
        "source_id": a.id,
        "target_id": b.id,
        "parts": ["opportunity", "activity"],
        "seen": "",
        "sure": "",
    }
    manager = client(cast.sales_manager)
    looked = manager.post_form(
        f"{PAGE}/reassignments/previews", asked, form_page=f"{PAGE}/reassignments/new?record={a.id}"
    )
    text = looked.get_data(as_text=True)
    assert ("公開の案件" in text, "秘密" in text, "うち1件は非公開で表示できません" in text) == (
        True,
        False,
        True,
    )
    refused = manager.post_form(f"{PAGE}/reassignments", asked, form_page=f"{PAGE}/reassignments/new")
    assert refused.status_code == 422
    seen = refused.get_data(as_text=True).split('name="seen"')[1].split('value="')[1].split('"')[0]
    done = manager.post_form(
        f"{PAGE}/reassignments", {**asked, "seen": seen}, form_page=f"{PAGE}/reassignments/new"
    )
    assert done.status_code == 303
    shown = manager.get(done.location).get_data(as_text=True)
    assert ("公開の案件" in shown, "秘密" in shown) == (True, False)
    with inside(cast.salesperson):
        assert set(session.scalars(select(Opportunity.partner_id))) == {b.id}
        line = session.scalars(
            select(AuditEntry).where(
                AuditEntry.subject_id == secret.id, AuditEntry.verb == "opportunity.changed"
            )
        ).one()
        assert line.details["changes"] == {"partner_id": ["A 得意先 A", "B 得意先 B"]}
        session.commit()
    back = manager.post_form(f"{done.location}/undoing", {}, form_page=done.location)
    assert back.status_code == 303
    with inside(cast.salesperson):
        assert set(session.scalars(select(Opportunity.partner_id))) == {a.id}
        session.commit()


def test_who_reads_of_a_move_sees_what_is_theirs_to_see(two, inside, client, cast, sales):
    with inside(cast.sales_admin) as who:
        a, b = two()
        sales.deal("管理者だけの案件", partner_id=a.id, disclosed_to=[f"user:{who.id}"])
        address = f"{PAGE}/{reassign(PARTNER, a, b, ['opportunity']).id}"
        session.commit()
    people = ("sales_admin", "sales_manager", "master_admin")
    pages = {one: client(getattr(cast, one)).get(address).get_data(as_text=True) for one in people}
    assert [one for one in people if "管理者だけ" in pages[one]] == ["sales_admin"]
    with inside(cast.master_admin):
        part = next(one for one in parts_of(PARTNER) if one.name == "opportunity")
        count = counted(PARTNER, part, b.id, a.id)
        assert (count.going, count.hidden, count.first) == (1, 1, [])


def test_many_rows_go_over_by_a_job_and_the_wrong_pair_is_refused(
    two, inside, client, cast, run_jobs, filled
):
    with inside(cast.sales_manager):
        a, b = two()
        filled(a, AT_ONCE + 1)
        for wrong in ((a, a, ["activity"]), (a, b, []), (a, b, ["bank_accounts"])):
            with pytest.raises(Rejected):
                reassign(PARTNER, *wrong)
        move = reassign(PARTNER, a, b, ["activity"])
        assert (move.state, set(session.scalars(select(Activity.partner_id)))) == ("pending", {a.id})
        session.commit()
        address = f"{PAGE}/{move.id}"
    assert 'aria-busy="true"' in client(cast.sales_manager).get(address).get_data(as_text=True)
    run_jobs()
    with inside(cast.sales_manager):
        assert set(session.scalars(select(Activity.partner_id))) == {b.id}
        move = undo(PARTNER, session.merge(move))
        assert move.state == "undoing"
        session.commit()
    run_jobs()
    with inside(cast.sales_manager):
        move = session.merge(move)
        session.refresh(move)
        assert (move.state, move.undo_counts) == ("undone", {"activity": {"back": AT_ONCE + 1}})
        assert set(session.scalars(select(Activity.partner_id))) == {a.id}
        expire(move)
        assert set(map(str, session.scalars(select(MovedRow.before)))) == {"{}"}


@pytest.fixture
def filled():
    """`filled(account, n)`: n activities at once."""
    from app.kernel.copying import copy_in

    def fill(account, many):
        at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
        rows = [
            {"code": f"K{n}", "name": "電話", "starts_at": at, "partner_id": account.id} for n in range(many)
        ]
        copy_in(Activity, rows, {"search_text": "", "changed_at": at})

    return fill
