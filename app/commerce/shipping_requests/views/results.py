"""Answers of outside warehouses."""

from flask import Blueprint, url_for

from app.commerce.shipping_requests import operations, permissions, queries
from app.commerce.shipping_requests.forms import AnswerForm
from app.commerce.shipping_requests.profiles import present_profiles
from app.commerce.shipping_requests.views.requests import list_values
from app.commerce.shipping_requests.wording import left
from app.kernel.db import session
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("shipping_results", __name__, url_prefix="/shipping-requests/answers")


@bp.post("")
@requires(permissions.USE)
def create():
    """Take an answer in."""
    chosen, made = present_profiles(), None
    form = AnswerForm().offer(chosen)
    if form.validate():
        profile = next(one for one in chosen if one.id == form.profile_id.data)
        with form.absorbing():
            made = operations.take_answer(profile, form.file.data.stream, form.file.data.filename or "")
    if form.errors:
        session.rollback()
        return page("commerce/shipping_requests/index.html", None, 422, **list_values(form))
    return answer(None, url_for(".show", result_id=made.id))


@bp.get("/<uuid:result_id>")
@requires(permissions.USE)
def show(result_id):
    """What an answer did, and what came back."""
    result = find(queries.results(), result_id)
    came_back = [(line, key, left(code)) for line, key, code in result.left]
    return page("commerce/shipping_requests/result.html", None, result=result, left=came_back)
