"""集計組織最新化: the scopes of all of us, worked out anew and swapped in at once."""

from sqlalchemy import delete, select, update

from app.access.scopes.model import ScopeLine, ScopeSnapshot
from app.access.scopes.queries import RECKONED, difference
from app.access.tenants.model import Company
from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.platform.audit import record


def refresh(by_name=""):
    """Work out the scopes as of today and put them in force, all at once. Returns the ScopeSnapshot.

    `by_name`: who asked for it; the tree stands still meanwhile.
    """
    session.execute(select(Company.id).order_by(Company.code, Company.id).limit(1).with_for_update())
    day, changed = clock.today(), difference()
    session.execute(update(ScopeSnapshot).where(ScopeSnapshot.current).values(current=False))
    made = ScopeSnapshot(day=day, added=changed.added, removed=changed.removed, by_name=by_name)
    session.add(made)
    session.flush()  # the lines name it
    rows = [dict(one) for one in session.execute(RECKONED, {"day": day}).mappings()]
    copy_in(ScopeLine, rows, {"snapshot_id": made.id})
    session.execute(delete(ScopeSnapshot).where(~ScopeSnapshot.current))
    record("scopes.refreshed", made, label=f"{day}", added=made.added, removed=made.removed)
    return made
