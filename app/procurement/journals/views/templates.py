"""出力テンプレート: columns, order and format of an export, saved under a name."""

from flask import Blueprint, request, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.i18n import _
from app.procurement.journals import queries
from app.procurement.journals.arranging import (
    delete_template,
    fitting,
    rearranged,
    save_template,
    usual_arrangement,
)
from app.procurement.journals.forms import TemplateForm, last_year, template_form
from app.procurement.journals.model import JournalTemplate
from app.procurement.journals.writing import arrangement_from, preview
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("journal_templates", __name__, url_prefix="/journal-templates")
EXPORT = "procurement.journal.export"
EDIT, FORM = "procurement/journals/templates/edit.html", "procurement/journals/templates/_form.html"


@bp.get("")
@requires(EXPORT)
def index():
    """The arrangements so far."""
    return page("procurement/journals/templates/index.html", rows=session.scalars(queries.templates()).all())


@bp.get("/new")
@requires(EXPORT)
def new():
    """An arrangement to start from."""
    return page(EDIT, **_shown(template_form("", usual_arrangement())))


@bp.post("")
@requires(EXPORT)
def create():
    """Save a new arrangement, or show it with the columns moved (`act`)."""
    return _kept(None)


@bp.get("/<uuid:template_id>")
@requires(EXPORT)
def edit(template_id):
    """An arrangement with its first rows."""
    template = _found(template_id)
    return page(EDIT, **_shown(template_form(template.name, template.arrangement), template))


@bp.put("/<uuid:template_id>")
@requires(EXPORT)
def update(template_id):
    """Save it, or show it with the columns moved (`act`)."""
    return _kept(_found(template_id))


@bp.delete("/<uuid:template_id>")
@requires(EXPORT)
def destroy(template_id):
    """Take it away; batches written with it stay as they are."""
    delete_template(_found(template_id), by=context.actor())
    return answer(None, url_for(".index"), _("The arrangement was deleted."))


def _found(template_id):
    return find(queries.templates(), template_id)


def _kept(template):
    form, act = TemplateForm().offer(), request.form.get("act", "")
    if act:
        kept = form.arrangement() | {"columns": rearranged(form.columns.data, act)}
        kept["columns"] = fitting(kept["columns"], kept["layout"])
        return page(EDIT, FORM, **_shown(template_form(form.name.data, kept), template))
    if form.validate():
        with form.absorbing():
            save_template(form.name.data, form.arrangement(), by=context.actor(), template=template)
    if form.errors:
        return page(EDIT, FORM, 422, **_shown(form, template))
    return answer(None, url_for(".index"), _("The arrangement was saved."))


def _shown(form, template: JournalTemplate | None = None):
    """The form with the first rows of the last year's vouchers as it would write them."""
    try:
        header, sample = preview(arrangement_from(form.arrangement()), *last_year())
    except Rejected as refusal:
        header, sample = [], [[str(refusal)]]
    return {"form": form, "saved": template, "header": header, "sample": sample}
