"""The warehouse that is there when nobody has entered one."""

from sqlalchemy.exc import IntegrityError

from app.commerce.warehouses.model import Warehouse
from app.commerce.warehouses.queries import shelves
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import translate
from app.platform.audit import record

CODE = "MAIN"


def present_shelves():
    """The tenant's Shelves; its first warehouse is made when there is none."""
    found = shelves()
    if found is None:
        _make_the_first()
        found = shelves()
    return found


def _make_the_first():
    name = translate("Main warehouse")
    try:
        with session.begin_nested():
            made = Warehouse(code=CODE, name=name, changed_at=clock.now())
            session.add(made)
            session.flush()  # somebody else may make it in this moment
            record("warehouse.created", made, label=f"{CODE} {name}")
    except IntegrityError:
        session.expire_all()  # theirs is there now
