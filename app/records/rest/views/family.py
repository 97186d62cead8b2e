"""A blueprint at `/api/v1`: how every answer for programs leaves, and what becomes of refusals of the database."""

from flask import Blueprint
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from app.records.rest.views.answering import refused_by_database, with_rate
from app.web.problems import PREFIX

FAMILY = []
"""The blueprints below `/api/v1`: there a token counts and cookies do not, so no form's token is asked for."""


def of_programs(name, module):
    """The Blueprint of a module of views for programs."""
    bp = Blueprint(name, module, url_prefix=PREFIX)
    bp.after_request(with_rate)
    for error in (DataError, IntegrityError, OperationalError):
        bp.register_error_handler(error, refused_by_database)
    FAMILY.append(bp)
    return bp
