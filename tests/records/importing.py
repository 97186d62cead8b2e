"""Files taken in by tests as a person would: uploaded, ruled, started, worked."""

import csv
import io

import pytest

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.platform.storage import opened
from app.records.imports import operations
from app.records.imports.model import Import
from app.records.layouts.shaping import shaped


def a_file(header, *rows, encoding="utf-8-sig"):
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode(encoding)


@pytest.fixture
def take_in(inside, cast, run_jobs):
    """`take_in(content, name, kind=…, mapping=…, mode=…, key=…, whole=…) -> Import`, as the worker left it."""

    def taken(content, name="x.csv", kind=PRODUCT, mapping=None, **rules):
        with inside(cast.master_admin):
            arranged = shaped(kind)
            made = operations.upload(arranged, io.BytesIO(content), name)
            operations.match(arranged, made, mapping or made.mapping, **rules)
            operations.start(arranged, made)
            session.commit()
        run_jobs()
        with inside(cast.master_admin):
            return session.get(Import, (made.tenant_id, made.id))

    return taken


def counts_of(made):
    """`(created, updated, unchanged, refused)`."""
    return tuple(made.counts[name] for name in ("created", "updated", "unchanged", "refused"))


def reasons(made, encoding="utf-8-sig"):
    """The last column of the refused rows."""
    file, content = opened(made.refused_file_id)
    with content:
        text = content.read().decode(encoding)
    return [row[-1] for row in csv.reader(io.StringIO(text, newline=""))][1:]
