"""Templates of mails: the list, the editor, what it looks like."""

from flask import Blueprint, request, url_for

from app.commerce.mails import queries, showing
from app.commerce.mails.defaults import STARTING
from app.commerce.mails.forms import TemplateForm
from app.commerce.mails.kinds import KINDS
from app.commerce.mails.operations import change_template, enter_template, retire_template
from app.commerce.permissions import MAIL_EDIT
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("mail_templates", __name__, url_prefix="/mail-templates")
entry("ship", "Mail templates", "commerce.mail_templates.index", "mail", MAIL_EDIT, position=72)


@bp.get("")
@requires(MAIL_EDIT)
def index():
    """All texts, those a tenant starts with too; and which of them an order gets."""
    rows, number = session.scalars(queries.templates()).all(), request.args.get("number", "").strip()
    return page(
        "commerce/mails/templates/index.html", rows=rows, kinds=KINDS, place_of=showing.place_of,
        untouched=showing.untouched(rows), number=number, chosen=showing.chosen_for(number) if number else None,
    )  # fmt: skip


@bp.get("/new")
@requires(MAIL_EDIT)
def new():
    """An empty form, or the text one starts with."""
    kind = request.args.get("kind", "thanks")
    language = request.args.get("language", "ja")
    subject, body = STARTING.get((kind, language), STARTING["thanks", "ja"])
    form = TemplateForm(formdata=None, kind=kind, subject=subject, body=body, with_html=True)
    return _form(form)


@bp.post("")
@requires(MAIL_EDIT)
def create():
    """Enter it."""
    form = TemplateForm()
    if form.validate():
        with form.absorbing():
            enter_template(form.values())
    if form.errors:
        return _form(form, status=422)
    return answer(None, url_for(".index"), _("Saved."))


@bp.get("/<uuid:template_id>/edit")
@requires(MAIL_EDIT)
def edit(template_id):
    """The editor."""
    template = find(queries.templates(), template_id)
    return _form(TemplateForm(formdata=None, obj=template), template)


@bp.post("/<uuid:template_id>")
@requires(MAIL_EDIT)
def update(template_id):
    """Keep what was changed; mails that were sent keep what they said."""
    template, form = find(queries.templates(), template_id), TemplateForm()
    if form.validate():
        with form.absorbing():
            change_template(template, form.seen_version, form.values())
    if form.errors:
        return _form(form, template, 422)
    return answer(None, url_for(".index"), _("Saved."))


@bp.delete("/<uuid:template_id>")
@requires(MAIL_EDIT)
def delete(template_id):
    """Put it away."""
    retire_template(find(queries.templates(), template_id))
    return answer(None, url_for(".index"), _("The template is not used any more."))


@bp.post("/preview")
@requires(MAIL_EDIT)
def show_preview():
    """The text on a real order, as its buyer would see it. Nothing is kept."""
    form = TemplateForm()
    seen = showing.preview(
        form.kind.data,
        form.number.data,
        form.subject.data or "",
        (form.body.data or "").replace("\r\n", "\n"),
    )
    return page("commerce/mails/templates/preview.html", "commerce/mails/templates/_preview.html", seen=seen)


def _form(form, template=None, status=200):
    return page(
        "commerce/mails/templates/edit.html", "commerce/mails/templates/_form.html", status, form=form,
        held=template, placeholders=showing.placeholders(), seen=None,
    )  # fmt: skip
