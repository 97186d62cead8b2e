"""集計組織: lists follow the departments as they were kept, until they are brought up to date."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.access.organisations.arranging import add, change
from app.access.organisations.model import Organisation
from app.access.scopes.model import ScopeLine, ScopeSnapshot
from app.access.scopes.operations import refresh
from app.access.scopes.queries import current, difference, scope_of, stale
from app.access.users.model import User
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.events import publish
from app.masters.partners.record import PARTNER
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping


@pytest.fixture
def sold(inside, cast):
    """The seller's department, one below it, and an account of each."""
    with inside(cast.salesperson) as who:
        own = session.scalars(select(Organisation).where(Organisation.id == who.organisation_id)).one()
        below = add(code="SB", name="支店", parent_id=own.id, by=who)
        for code, department in (("C1", own.id), ("C2", below.id)):
            values = {"code": code, "name": f"商店{code}", "owner_id": who.id, "organisation_id": department}
            keeping.enter(PARTNER, values)
        session.commit()
        return own.id, below.id


def found(page, address):
    text = page.get(address).get_data(as_text=True)
    return [code for code in ("C1", "C2") if f"商店{code}" in text]


def test_lists_follow_what_was_kept_until_it_is_brought_up_to_date(client, inside, cast, sold, run_jobs):
    seller, admin = client(cast.salesperson), client(cast.system_admin)
    below = "/yamada/partners?scope=below"
    assert found(seller, below) == ["C1", "C2"], "before the first snapshot: the tree as it is"
    with inside(cast.system_admin) as who:
        made = refresh("管理")
        assert (made.removed, made.added > 0, stale()) == (0, True, False)
        lines = session.scalar(select(func.count()).select_from(ScopeLine))
        branch = session.get(Organisation, (cast.buyer.tenant_id, sold[1]))
        same = {"version": branch.version, "code": "SB", "name": "支店", "head_id": None, "by": who}
        change(branch, parent_id=None, valid_from=None, valid_until=None, **same)
        session.commit()
    assert (found(seller, below), found(seller, below + "&q=商店")) == (["C1", "C2"], ["C1", "C2"])
    assert found(seller, "/yamada/partners?scope=department") == ["C1"]
    for address in ("/yamada/organisations/tree", "/yamada/organisations/"):
        assert "最新ではありません" in admin.get(address).get_data(as_text=True)
    admin.post_form("/yamada/organisation-scopes/", form_page="/yamada/organisation-scopes/")
    assert run_jobs()[-1] == "access.scopes.refresh"
    assert found(seller, below) == ["C1"]
    assert "最新ではありません" not in admin.get("/yamada/organisations/tree").get_data(as_text=True)
    with inside(cast.system_admin) as who:
        kept = current()
        assert (kept.added, kept.removed > 0, kept.by_name) == (0, True, who.name)
        assert session.scalar(select(func.count()).select_from(ScopeSnapshot)) == 1
        assert session.scalar(select(func.count()).select_from(ScopeLine)) == lines - kept.removed
        trail = session.scalars(select(AuditEntry.details).where(AuditEntry.verb == "scopes.refreshed"))
        assert sorted(one["removed"] for one in trail) == [0, kept.removed]


def test_a_department_counts_from_its_first_day_on_and_nights_take_care_of_it(
    inside, cast, sold, run_jobs, monkeypatch
):
    tomorrow = clock.today() + dt.timedelta(days=1)
    with inside(cast.system_admin) as who:
        refresh()
        opens = add(code="SN", name="新支店", parent_id=sold[0], valid_from=tomorrow, by=who).id
        session.commit()
        assert tuple(difference()) == (0, 0), "it is not open yet"
    with inside(cast.salesperson):
        assert opens not in scope_of(context.actor())
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    with inside(cast.system_admin):
        assert difference().added > 0
        publish("night.passed")
        session.commit()
    run_jobs()
    with inside(cast.salesperson):
        assert opens in scope_of(context.actor())
        assert scope_of(context.actor(), own=True) == (context.actor().organisation_id,)


def test_a_new_colleague_follows_the_tree_at_once(inside, cast, sold):
    with inside(cast.system_admin):
        refresh()
        session.execute(ScopeLine.__table__.delete().where(ScopeLine.user_id == cast.salesperson.user_id))
        session.get(User, (cast.buyer.tenant_id, cast.buyer.user_id)).state = "disabled"
        session.commit()
        assert stale()
    with inside(cast.salesperson):
        assert set(scope_of(context.actor())) == context.actor().organisation_ids
