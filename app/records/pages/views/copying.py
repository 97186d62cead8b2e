"""複製: a new record that begins as another one."""

from uuid import UUID

from app.kernel.db import session
from app.records.kit.extras import held
from app.records.kit.keeping import out_of_sight
from app.records.kit.queries import every
from app.records.pages.forms import form_class, typed
from app.records.pages.views.filling import form_page
from app.web.finding import find


def copy(kind, record_id):
    """A new form with what the record holds, but for its key and what a copy begins without."""
    source = find(every(kind), record_id)
    return form_page(kind, form_class(kind)(formdata=None, data=copied(kind, source)), source=source)


def copied(kind, source):
    """`{field: value}` that a copy of `source` begins with; retired choices are not chosen again."""
    left = {kind.key, *kind.uncopied}
    left |= set(out_of_sight(kind, source))
    return {name: _begins(of, held(source, of)) for name, of in typed(kind).items() if name not in left}


def _begins(of, value):
    if isinstance(value, list):
        return [one for one in value if one not in of.retired]
    return of.default if of.retired and value in of.retired else value


def source_of(kind, text):
    """The record that a posted form began as a copy of, if it is (still) within reach."""
    try:
        wanted = UUID(text or "")
    except ValueError:
        return None
    return session.scalars(every(kind).where(kind.model.id == wanted)).one_or_none()
