"""The list of a record type, its count, and the rows offered while somebody types."""

from uuid import UUID

from flask import redirect, render_template, request, url_for

from app.kernel.i18n import _, translate
from app.records.kit import queries as kit
from app.records.lists import queries
from app.records.lists.asking import chosen_options, question_from
from app.records.pages.forms import ExportForm
from app.records.pages.views.cells import columns_of
from app.records.pages.views.reading import page_of
from app.web.answer import page, wants_fragment
from app.web.filters import here_with


def index(kind):
    """The rows, fifty at a time."""
    question = question_from(kind, request.args)
    offered = {one.name: one.offered() for one in kind.filters}
    rows = page_of(kind, question, offered)
    return page(
        "records/pages/lists/index.html",
        fragment="records/pages/lists/_list.html",
        kind=kind,
        question=question,
        choices={name: [(o.value, o.label) for o in options] for name, options in offered.items()},
        base=url_for(".index"),
        chips=_chips(kind, question, offered),
        columns=columns_of(kind, question.columns or kind.columns),
        rows=rows,
        undo=request.args.get("undo", type=UUID),
        export_form=ExportForm(formdata=None),
    )


def _chips(kind, question, offered):
    chips = [
        {
            "label": f"{translate(one.label)}: {translate(option.label)}",
            "remove_url": here_with(**{one.name: None, "after": None}),
        }
        for one, option in chosen_options(kind, question, offered)
        if option.value
    ]
    if question.q:
        chips.append({"label": f"{_('Search')}: {question.q}", "remove_url": here_with(q=None, after=None)})
    return chips


def count(kind):
    """How many rows answer: the second fragment of the list, capped."""
    if not wants_fragment():
        return redirect(url_for(".index", **request.args), 303)
    found = queries.count(kind, question_from(kind, request.args))
    capped = found > queries.CAP
    return render_template(
        "records/pages/lists/_count.html", kind=kind, count=min(found, queries.CAP), capped=capped
    )


def options(kind):
    """Rows for a type-ahead: whatever input holds `…_text` or `q` is what was typed."""
    if not wants_fragment():
        return redirect(url_for(".index", q=request.args.get("q")), 303)
    typed = request.args.get("q") or request.args.get(f"{request.args.get('field', '')}_text", "")
    return render_template("records/pages/lists/_options.html", rows=kit.options(kind.name, typed))
