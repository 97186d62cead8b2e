"""What is added for another tenant goes in as one INSERT a table, and stands in the session as after a flush."""

import datetime as dt

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import IntegrityError

from app.access.organisations.model import Organisation
from app.access.tenants.model import Company
from app.approvals.routes.model import ApprovalRoute, ApprovalRouteStep
from app.kernel import db, tenancy
from app.kernel.ids import new_id
from app.masters.partners.model import Partner
from app.platform.jobs.model import Job
from tests.support.people import fixed_id

KANDA = fixed_id("kanda")


def company(code, **values):
    return Company(code=code, name="神田第二", **values)


def organisation(company_id, **values):
    return Organisation(company_id=company_id, code="x", name="営業部", path="/x/", **values)


def route():
    return ApprovalRoute(
        family_id=new_id(), document="trial", name="経路", condition={}, valid_from=dt.date(2026, 4, 1)
    )


def inserts(statements):
    return [one.split()[2] for one in statements if one.startswith("INSERT")]


def test_rows_go_in_by_table_and_what_others_refer_to_goes_first(inside, cast, statements):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        first, second = company("2"), company("3")
        db.session.add_all([organisation(first.id), first, organisation(second.id), second])
        statements.clear()
        db.session.flush()
        assert inserts(statements) == ["companies", "organisations"]
        counted = (
            "SELECT count(*) FROM companies c JOIN organisations o ON o.company_id = c.id WHERE o.code = 'x'"
        )
        assert db.session.scalar(text(counted)) == 2


def test_defaults_are_on_the_row_and_what_was_not_said_is_null(inside, cast, statements):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        job = Job(name="trial", queue="default", due_at=db.database_now())
        db.session.add(job)
        db.session.flush()
        statements.clear()
        assert (job.tenant_id, job.state, job.attempts, job.arguments, job.result) == (
            KANDA,
            "pending",
            0,
            {},
            None,
        )
        assert statements == []
        stored = "SELECT created_at, result IS NULL FROM jobs WHERE name = 'trial'"
        assert tuple(db.session.execute(text(stored)).one()) == (job.created_at, True)


def test_rows_that_hold_different_columns_go_in_together_all_the_same(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        moment = db.database_now()
        told = {"a": {"done": 1}, "b": None, "c": {"done": 3}}
        db.session.add_all(
            Job(name="trial", queue=queue, due_at=moment, **({"result": result} if result else {}))
            for queue, result in told.items()
        )
        db.session.flush()
        stored = db.session.execute(
            text("SELECT queue, result FROM jobs WHERE name = 'trial' ORDER BY queue")
        )
        assert dict(stored.all()) == told


def test_an_inserted_row_is_changed_by_the_next_flush(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        added = company("2")
        db.session.add(added)
        db.session.flush()
        added.name = "神田第三"
        db.session.flush()
        assert db.session.scalar(text("SELECT name FROM companies WHERE code = '2'")) == "神田第三"
        assert db.session.get(Company, (KANDA, added.id)) is added


def test_rows_tied_by_a_relationship_are_left_to_the_unit_of_work(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        above = organisation(fixed_id("kanda", "company"))
        below = organisation(above.company_id, parent=above)
        below.code = "y"
        db.session.add(below)
        db.session.flush()
        assert below.parent_id == above.id
        assert db.session.scalar(text("SELECT parent_id FROM organisations WHERE code = 'y'")) == above.id


def test_a_row_appended_to_one_that_stands_already_gets_its_id(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        standing = route()
        db.session.add(standing)
        db.session.flush()
        standing.steps.append(ApprovalRouteStep(step_no=1, name="課長", assignees=[]))
        db.session.flush()
        assert db.session.scalar(text("SELECT route_id FROM approval_route_steps")) == standing.id


def test_a_row_that_holds_an_expression_is_left_to_the_unit_of_work(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        added = company("2", kana=func.upper("abc"))
        db.session.add_all([added, company("3")])
        db.session.flush()
        assert added.kana == "ABC"
        assert db.session.scalar(text("SELECT count(*) FROM companies")) == 3


def test_a_row_of_the_first_tenant_is_refused_and_nothing_written(inside, cast):
    with inside(cast.buyer):
        with pytest.raises(tenancy.ForeignTenantRow), tenancy.acting_for(KANDA):
            db.session.add_all([company("2"), company("3", tenant_id=fixed_id("yamada"))])
        assert db.session.scalar(text("SELECT count(*) FROM companies")) == 1
        with tenancy.acting_for(KANDA):
            assert db.session.scalar(text("SELECT count(*) FROM companies")) == 1


def test_what_the_database_refuses_is_undone_with_the_savepoint(inside, cast):
    with inside(cast.buyer):
        with pytest.raises(IntegrityError), db.session.begin_nested(), tenancy.acting_for(KANDA):
            db.session.add_all([company("2"), organisation(new_id())])
        with tenancy.acting_for(KANDA):
            assert db.session.scalar(text("SELECT count(*) FROM companies")) == 1


def test_the_search_text_is_kept_right_as_by_a_flush(inside, cast):
    with inside(cast.buyer), tenancy.acting_for(KANDA):
        added = Partner(code="S1", name="ヤマダ Ｓｔｅｅｌ", is_supplier=True)
        db.session.add(added)
        db.session.flush()
        stored = db.session.scalar(text("SELECT search_text FROM partners WHERE code = 'S1'"))
        assert (stored, "steel" in stored) == (added.search_text, True)
