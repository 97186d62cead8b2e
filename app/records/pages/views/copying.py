"""複製: a new record that begins as another one."""

from uuid import UUID

from flask import request

from app.kernel.db import session
from app.records.attachments.copying import copy_files
from app.records.kit.extras import held
from app.records.kit.keeping import out_of_sight
from app.records.kit.queries import every
from app.records.pages.forms import form_class, typed
from app.records.pages.views.filling import form_page
from app.web.answer import say
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


def files_along(kind, source, row):
    """Put the files of the source on its copy where that was ticked; says which could not come along."""
    if source is None or not request.form.get("with_files"):
        return
    left = copy_files(kind, source, row)
    if left:
        say(
            "These files were not copied, because nobody can open them yet: %(names)s",
            "notice",
            names=", ".join(left),
        )
