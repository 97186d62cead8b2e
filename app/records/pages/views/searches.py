"""What is searched above a list of persons is posted, so that no address holds it."""

from flask import redirect, request, url_for

from app.records.lists.asking import question_from
from app.records.pages.views.asked import address_of


def create_search(kind):
    """To the list with what was typed and chosen above it; its address holds tokens."""
    return redirect(url_for(".index", **address_of(question_from(kind, request.form))), 303)
