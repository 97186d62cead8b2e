"""Arranging the tree of departments: adding, renaming, moving, closing by date."""

import re

from sqlalchemy import func, select, text, update

from app.access.organisations.model import Organisation
from app.access.tenants.model import Company
from app.kernel.clock import today
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.text import nfkc
from app.platform.audit import changes_of, record

CODE = re.compile(r"[0-9A-Za-z_-]{1,20}")
_PEOPLE = text("SELECT count(*) FROM users WHERE organisation_id = :id AND state <> 'disabled'")
_USER = text("SELECT 1 FROM users WHERE id = :id AND state <> 'disabled'")


def add(*, code, name, parent_id=None, head_id=None, valid_from=None, valid_until=None, by):
    """A new department below `parent_id` (None: on top). Returns the Organisation.

    `valid_from` and `valid_until` are its first and last day in Japan, None for open ends. Raises Rejected.
    """
    company = _locked_company()
    department = Organisation(company_id=company.id, code=_code(code), name=name.strip(), head_id=head_id)
    department.valid_from, department.valid_until = valid_from, valid_until
    _check(department)
    department.parent_id, department.path = _place(department, parent_id)
    session.add(department)
    session.flush()  # a colleague may be put into it at once
    record("organisation.added", department, by=by, path=department.path)
    return department


def change(department, *, version, code, name, parent_id, head_id, valid_from, valid_until, by):
    """Rename, move (everything below goes along), appoint a head or date a department.

    Raises Conflict when somebody saved in between, Rejected for a place below itself, a code in use, or dates that
    leave departments or colleagues in a closed department.
    """
    _locked_company()
    session.refresh(department)
    if department.version != version:
        raise Conflict("Somebody else has just changed this department. Please reload the page.")
    department.code, department.name, department.head_id = _code(code), name.strip(), head_id
    department.valid_from, department.valid_until = valid_from, valid_until
    with session.no_autoflush:
        _check(department)
        before, (department.parent_id, after) = department.path, _place(department, parent_id)
    _check_end(department, valid_until)
    changes = changes_of(department)
    department.version += 1
    session.flush()
    if before != after:
        _carry(before, after)
    session.refresh(department)
    record("organisation.changed", department, by=by, changes=changes)


def close(department, *, on=None, by):
    """Let the department end: `on` is its last day, by default today in Japan.

    Raises Rejected while departments or colleagues are left in it.
    """
    last = on or today()
    _check_end(department, last)
    department.valid_until, department.version = last, department.version + 1
    record("organisation.closed", department, by=by, last_day=last)


def reopen(department, *, by):
    """Let a closed department go on."""
    if department.valid_until is not None:
        department.valid_until, department.version = None, department.version + 1
        record("organisation.reopened", department, by=by)


def _locked_company():
    """The company, locked: two people who rearrange the tree at once must not tie a knot."""
    return session.scalars(
        select(Company).order_by(Company.code, Company.id).limit(1).with_for_update()
    ).one()


def _code(typed):
    code = nfkc(typed)
    if not CODE.fullmatch(code):
        raise Rejected("A code has 1 to 20 letters, digits, hyphens or underscores.", field="code")
    return code


def _check(department):
    if department.valid_from and department.valid_until and department.valid_until < department.valid_from:
        raise Rejected("The last day is before the first day.", field="valid_until")
    with session.no_autoflush:
        taken = session.scalars(
            select(Organisation.id).where(
                Organisation.code == department.code, Organisation.id != department.id
            )
        ).first()
        if taken:
            raise Rejected("This code is used by another department already.", field="code")
        if department.head_id and not session.execute(_USER, {"id": department.head_id}).first():
            raise Rejected("Please choose a colleague of this list.", field="head_id")


def _place(department, parent_id):
    """`(parent id, path)` of the department below `parent_id`."""
    if parent_id is None:
        return None, f"/{department.code}/"
    with session.no_autoflush:
        above = session.scalars(select(Organisation.path).where(Organisation.id == parent_id)).one_or_none()
    if above is None:
        raise Rejected("Please choose a department of this list.", field="parent_id")
    if department.path and above.startswith(department.path):
        raise Rejected("A department cannot lie below itself.", field="parent_id")
    return parent_id, f"{above}{department.code}/"


def _carry(before, after):
    session.execute(
        update(Organisation)
        .where(Organisation.path.op("^@")(before))
        .values(path=func.concat(after, func.substr(Organisation.path, len(before) + 1)))
        .execution_options(synchronize_session=False)
    )
    session.expire_all()


def _check_end(department, last):
    if last is None:
        return
    with session.no_autoflush:
        below = session.scalars(
            select(Organisation.id).where(
                Organisation.path.op("^@")(department.path),
                Organisation.id != department.id,
                func.coalesce(Organisation.valid_until, last + last.resolution) > last,
            )
        ).first()
        if below:
            raise Rejected(
                "Departments below this one go on longer. Please close or move them first.",
                field="valid_until",
            )
        if last <= today() and session.scalar(_PEOPLE, {"id": department.id}):
            raise Rejected(
                "Colleagues belong to this department. Please move them first.", field="valid_until"
            )
