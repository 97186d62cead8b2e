"""An import that is stopped or killed is whole or not there at all."""

import io

import pytest
from sqlalchemy import update

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.platform.jobs.model import Job, JobBell
from app.records.imports import operations
from app.records.imports.model import Import
from tests.records.test_imports import HEADER, ROWS, as_csv, products


def test_a_cancelled_import_takes_nothing_in(inside, cast, run_jobs):
    with inside(cast.master_admin):
        made = operations.upload(PRODUCT, io.BytesIO(as_csv()), "x.csv")
        session.flush()
        operations.start(PRODUCT, made)
        operations.cancel(made)
        session.commit()
    run_jobs()
    with inside(cast.master_admin):
        assert products() == {}
        assert session.get(Import, (made.tenant_id, made.id)).state == "cancelled"


def test_a_worker_killed_half_way_leaves_nothing_and_the_next_does_it_all(
    inside, cast, run_jobs, monkeypatch
):
    class Killed(BaseException):
        """Not an Exception: nothing catches it, as nothing catches kill -9."""

    with inside(cast.master_admin):
        made = operations.upload(PRODUCT, io.BytesIO(as_csv(rows=[ROWS[0][:5]], header=HEADER[:5])), "x.csv")
        session.flush()
        operations.start(PRODUCT, made)
        session.commit()

    def die(made, refused):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(operations, "refused_file", die)
        with pytest.raises(Killed):
            run_jobs()
    session.rollback()
    with inside(cast.master_admin):
        assert products() == {}
        assert session.get(Import, (made.tenant_id, made.id)).state == "pending"
        session.execute(update(Job).values(leased_until=made.created_at))
        session.execute(update(JobBell).values(due_at=made.created_at))
        session.commit()
    run_jobs()
    with inside(cast.master_admin):
        assert list(products()) == ["P-1"]
        assert session.get(Import, (made.tenant_id, made.id)).state == "done"
