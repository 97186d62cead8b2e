"""A tenant sees its own rows and nothing else, and the database itself says so."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from app.access.organisations.model import Organisation
from app.access.tenants.model import Company
from app.kernel import context, db, tenancy
from app.kernel.errors import NoTenant
from tests.support.people import fixed_id


def names():
    return sorted(db.session.scalars(select(Company.name)))


def test_the_orm_shows_only_the_present_tenants_rows(inside, cast):
    with inside(cast.buyer):
        assert names() == ["山田精機株式会社"]
    with inside(cast.kanda.supplier_user):
        assert names() == ["神田鋼材株式会社"]


def test_raw_sql_shows_only_the_present_tenants_rows(inside, cast):
    with inside(cast.buyer):
        assert db.session.scalar(text("SELECT count(*) FROM companies")) == 1


def test_without_a_tenant_the_orm_refuses(rolled_back):
    with pytest.raises(NoTenant):
        names()


def test_without_a_tenant_the_database_refuses(rolled_back):
    db.session.info["in_test"] = True
    with pytest.raises((DataError, ProgrammingError)):
        db.session.execute(text("SELECT count(*) FROM companies"))


def test_a_row_of_another_tenant_cannot_be_written(inside, cast):
    with inside(cast.buyer):
        foreign = Company(tenant_id=fixed_id("kanda"), code="9", name="x")
        db.session.add(foreign)
        with pytest.raises(tenancy.ForeignTenantRow):
            db.session.flush()
        db.session.expunge(foreign)


def test_a_reference_into_another_tenant_is_refused_by_the_key(inside, cast):
    foreign = fixed_id("kanda", "company")
    with inside(cast.buyer), pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(Organisation(company_id=foreign, code="x", name="x", path="/x/"))


def test_acting_for_another_tenant_reads_and_writes_there_and_comes_back(inside, cast):
    with inside(cast.buyer):
        with tenancy.acting_for(fixed_id("kanda")):
            assert names() == ["神田鋼材株式会社"]
            db.session.add(Company(code="2", name="神田第二"))
            assert context.tenant_id() == fixed_id("kanda")
        assert names() == ["山田精機株式会社"]
        assert db.session.scalar(text("SELECT count(*) FROM companies")) == 1
    with inside(cast.kanda.supplier_user):
        assert names() == ["神田第二", "神田鋼材株式会社"]


def test_a_refusal_inside_acting_for_leaves_the_outer_tenant_usable(inside, cast):
    with inside(cast.buyer):
        with pytest.raises(ValueError, match="no"), tenancy.acting_for(fixed_id("kanda")):
            raise ValueError("no")
        assert names() == ["山田精機株式会社"]
        assert context.tenant_id() == fixed_id("yamada")
