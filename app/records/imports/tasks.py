"""Background work of imports."""

import uuid

from flask_babel import force_locale

from app.kernel import context
from app.kernel.context import Actor, acting_as
from app.kernel.db import session
from app.platform.jobs import job
from app.records.imports.model import Import
from app.records.imports.operations import take_in


@job("records.imports.take_in", queue="bulk", retries=(5, 30, 300))
def take_in_file(import_id, locale="ja"):
    """Take one file in, as the person who started it, in their language."""
    made = session.get(Import, (context.tenant_id(), uuid.UUID(str(import_id))))
    if made is None:
        return
    who = Actor(id=made.started_by_id, name=made.started_by_name, locale=locale)
    with acting_as(who), force_locale(locale):
        take_in(import_id)
