"""The list of a record type, its count, and the rows offered while somebody types."""

from uuid import UUID

from flask import redirect, render_template, request, url_for

from app.kernel import clock, context
from app.records.kit import queries as kit
from app.records.lists import queries
from app.records.lists.asking import MOST_IDS, question_from, tells
from app.records.pages.views.asked import address_of, chips_of
from app.records.pages.views.buttons import buttons_of
from app.records.pages.views.listed import columns_of
from app.records.pages.views.reading import page_of
from app.records.pages.views.selection import may_select, ticks_of
from app.records.pages.views.shown import shown_list
from app.records.pages.views.single import editable
from app.records.pages.views.totals import foot_of
from app.web.answer import page, typed_ahead, wants_fragment


def index(kind):
    """The rows, fifty at a time."""
    return list_page(kind)


def list_page(kind, template="records/pages/lists/index.html", **values):
    """The list in its template, which may say more with `values`. An address that names a person gives way to one that
    does not, so that pages do not hand it on.
    """
    if tells(kind, request.args):
        return redirect(url_for(".index", **address_of(question_from(kind, request.args))), 303)
    shown, offered = shown_list(kind), {one.name: one.offered() for one in kind.filters}
    question = shown.question
    selectable = may_select(kind)
    columns = columns_of(kind, question.columns or kind.columns, shown.widths, selectable)
    return page(
        template,
        fragment="records/pages/lists/_list.html",
        kind=kind,
        question=question,
        posted=bool(question.veiled),
        shown=shown,
        address=shown.address,
        choices={name: [(o.value, o.label) for o in options] for name, options in offered.items()},
        base=url_for(".index").rstrip("/"),
        buttons=buttons_of(kind, "list"),
        chips=chips_of(kind, question, offered, shown.address),
        columns=columns,
        foot=foot_of(columns),
        ticks=ticks_of(kind, question),
        most_ticks=MOST_IDS,
        rows=page_of(kind, question, offered),
        editable=editable(kind) if context.actor().may(kind.permissions.edit) else {},
        shown_at=clock.now() if kind.entered else None,
        undo=request.args.get("undo", type=UUID),
        removed=request.args.get("removed", type=UUID),
        **values,
    )


def count(kind):
    """How many rows answer and what their amounts add up to: the second fragment of the list, capped."""
    if not wants_fragment():
        return redirect(url_for(".index", **request.args), 303)
    question = question_from(kind, request.args)
    columns = columns_of(kind, question.columns or kind.columns, selectable=may_select(kind))
    summed = [one.name for one in columns if one.summed]
    found, sums = queries.count_and_sums(kind, question, summed)
    return render_template(
        "records/pages/lists/_count.html",
        kind=kind,
        count=min(found, queries.CAP),
        capped=found > queries.CAP,
        columns=columns,
        foot=foot_of(columns, sums),
    )


def options(kind):
    """Rows for a type-ahead: whatever input holds `…_text` or `q` is what was typed."""
    if not wants_fragment():
        return redirect(url_for(".index", q=request.args.get("q")), 303)
    return render_template("records/pages/lists/_options.html", rows=kit.options(kind.name, typed_ahead()))
