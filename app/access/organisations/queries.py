"""Departments for choices and trees."""

from sqlalchemy import or_, select, text

from app.access.organisations.model import Organisation
from app.kernel.clock import today
from app.kernel.db import session

_TREE = text("""
    SELECT o.id, o.code, o.name, o.path, o.valid_from, o.valid_until, h.name AS head,
           length(o.path) - length(replace(o.path, '/', '')) - 2 AS depth,
           (SELECT count(*) FROM users u
             WHERE u.tenant_id = o.tenant_id AND u.organisation_id = o.id AND u.state <> 'disabled') AS people
      FROM organisations o
      LEFT JOIN users h ON h.tenant_id = o.tenant_id AND h.id = o.head_id
     ORDER BY o.path, o.id""")
_COLLEAGUES = text("""
    SELECT id, name FROM users WHERE state <> 'disabled' ORDER BY kana, name, id""")


def organisations():
    """All departments in the order of the tree: rows `(id, code, name, path)`."""
    return select(Organisation.id, Organisation.code, Organisation.name, Organisation.path).order_by(
        Organisation.path, Organisation.id
    )


def open_organisations(also=None):
    """Departments that exist today in Japan, and the one with the id `also`: rows as of `organisations`."""
    ends = or_(Organisation.valid_until.is_(None), Organisation.valid_until >= today())
    return organisations().where(or_(ends, Organisation.id == also))


def tree():
    """Every department in order, with depth (0 on top), head's name and number of colleagues; one statement."""
    return session.execute(_TREE).all()


def colleagues():
    """Rows `(id, name)` of whom a department may have as its head, by reading."""
    return session.execute(_COLLEAGUES).all()
