"""取込元: named ways to read files."""

from flask import url_for

from app.kernel.i18n import _
from app.records.imports import sources
from app.web.answer import answer
from app.web.finding import find


def delete_import_source(kind, source_id):
    """Forget how files of one source are read."""
    sources.forget(kind, find(sources.sources_of(kind), source_id))
    return answer(None, otherwise=url_for(".new_import"), message=_("The source has been deleted."))
