"""The star on a record, and following it."""

from flask import request, url_for

from app.records.following import operations
from app.records.following.queries import standing
from app.records.kit.queries import every
from app.records.pages.views.happening import rest_of
from app.web.answer import answer
from app.web.finding import find


def create_favourite(kind, record_id):
    """Give it a star."""
    return _marked(kind, record_id, operations.favour)


def delete_favourite(kind, record_id):
    """Take the star away."""
    return _marked(kind, record_id, operations.unfavour)


def create_following(kind, record_id):
    """Hear of changes and comments from now on."""
    return _marked(kind, record_id, operations.follow)


def delete_following(kind, record_id):
    """Hear no more of it."""
    return _marked(kind, record_id, operations.unfollow)


def _marked(kind, record_id, verb):
    row = find(every(kind), record_id)
    verb(kind, row)
    rest = rest_of(request.args)
    where = url_for(".show", record_id=row.id, **rest)
    return answer("records/pages/marks/_marks.html", where, row=row, stand=standing(row.id), rest=rest)
