"""The chooser of a list's columns: which, in which order. A plain GET form; buttons move a row up or down."""

from dataclasses import replace

from flask import redirect, request, url_for

from app.records.lists.asking import question_from
from app.records.pages.views.asked import address_of, panel_page
from app.web.answer import wants_fragment


def columns(kind):
    """Every field on screens with a tick, the shown ones first and in their order."""
    question = question_from(kind, request.args)
    order, ticked = _arranged(kind, question)
    return panel_page("columns", kind=kind, question=question, order=order, ticked=ticked)


def answer_columns(kind):
    """To the list with the chosen columns; without any to its usual ones."""
    question = question_from(kind, request.args)
    order, ticked = _arranged(kind, question)
    chosen = tuple(name for name in order if name in ticked)
    usual = "_usual" in request.args or chosen == kind.columns
    target = url_for(".index", **address_of(replace(question, columns=() if usual else chosen)))
    return ("", 204, {"HX-Redirect": target}) if wants_fragment() else redirect(target, 303)


def _arranged(kind, question):
    """`(names in order, names that are ticked)`: as the form was sent, else as the list is."""
    given = [name for name in dict.fromkeys(request.args.getlist("_order")) if name in kind.visible]
    shown = question.columns or kind.columns
    order = given + [name for name in (*shown, *kind.visible) if name not in given]
    order = list(dict.fromkeys(order))
    ticked = set(request.args.getlist("_column")) if given else set(shown)
    for name, step in ((request.args.get("_up"), -1), (request.args.get("_down"), 1)):
        if name in order:
            _move(order, order.index(name), step)
    return order, ticked


def _move(order, place, step):
    other = place + step
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
