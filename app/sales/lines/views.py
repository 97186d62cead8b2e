"""The lines of an opportunity, typed as a table; the months of one line."""

from flask import Blueprint, request, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.kit.keeping import Overtaken
from app.records.kit.queries import every
from app.sales.lines.forms import LinesForm, MonthsForm, form_of, item_of
from app.sales.lines.items import taken_apart
from app.sales.lines.operations import keep, share_out
from app.sales.lines.queries import lines_of, offered, parts
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.permissions import OPPORTUNITY_EDIT
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("lines", __name__, url_prefix="/opportunities/<uuid:record_id>/lines")


@bp.get("/edit")
@requires(OPPORTUNITY_EDIT)
def edit(record_id):
    """The lines as they are, and empty ones."""
    row = _opportunity(record_id)
    return _form(row, form_of(row.version, [item_of(line) for line in lines_of(row.id)]))


@bp.get("/products")
@requires(OPPORTUNITY_EDIT)
def products(record_id):
    """Products that match what is typed into a cell, as options that fill the line."""
    _opportunity(record_id)
    return page("sales/lines/_products.html", products=offered(request.args.get("q", "")))


@bp.post("")
@requires(OPPORTUNITY_EDIT)
def update(record_id):
    """These are the lines from now on."""
    row, form = _opportunity(record_id), LinesForm()
    items = form.items() if form.validate() else []
    if not form.errors:
        _trying(form, keep, row, items)
    if form.errors:
        return _form(row, form, status=422)
    return answer(None, _shown(row), _("The lines have been saved."))


@bp.post("/exploded")
@requires(OPPORTUNITY_EDIT)
def exploded(record_id):
    """The form as it was typed, with the parts of sets in their place. Nothing is saved."""
    row, form = _opportunity(record_id), LinesForm()
    items = form.items() if form.validate() else []
    if form.errors:
        return _form(row, form, status=422)
    sets = parts({item.product_id for item in items} - {None})
    found = []
    for item in items:
        inner = sets.get(item.product_id)
        found += taken_apart(item, inner) if inner else [item]
    return _form(row, form_of(form.seen_version, found))


@bp.get("/<uuid:line_id>/months")
@requires(OPPORTUNITY_EDIT)
def months(record_id, line_id):
    """What the line brings in each month."""
    row, line = _line(record_id, line_id)
    rows = [{"yen": line.months[month]} for month in sorted(line.months)]
    return _months(row, line, MonthsForm(formdata=None, data={"version": row.version, "lines": rows}))


@bp.post("/<uuid:line_id>/months")
@requires(OPPORTUNITY_EDIT)
def share(record_id, line_id):
    """Keep it, when the months come to the amount of the line."""
    row, line = _line(record_id, line_id)
    form = MonthsForm()
    if form.validate():
        typed = [one["yen"] or 0 for one in form.lines.values]
        _trying(form, share_out, row, line, dict(zip(sorted(line.months), typed, strict=False)))
    if form.errors:
        return _months(row, line, form, status=422)
    return answer(None, _shown(row), _("The months have been saved."))


def _trying(form, verb, row, *what):
    with form.absorbing():
        try:
            verb(row, *what, version=form.seen_version)
        except Overtaken as overtaken:
            form.refuse(str(overtaken))


def _opportunity(record_id):
    return find(every(OPPORTUNITY), record_id)


def _line(record_id, line_id):
    row = _opportunity(record_id)
    line = next((one for one in lines_of(row.id) if one.id == line_id and one.months), None)
    if line is None:
        raise Missing
    return row, line


def _shown(row):
    return url_for("sales.opportunities.show", record_id=row.id)


def _form(row, form, status=200):
    return page("sales/lines/edit.html", None, status, row=row, form=form, back=_shown(row))


def _months(row, line, form, status=200):
    return page("sales/lines/months.html", None, status, row=row, line=line, form=form, back=_shown(row))
