"""Turning a lead into business, and taking that back."""

from uuid import UUID

from flask import Blueprint, flash, url_for

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.masters.permissions import PARTNER_EDIT
from app.records.kit.blocks import add_block
from app.records.kit.queries import every, titles
from app.sales.conversions import operations, undoing
from app.sales.conversions.forms import NEW, NONE, OTHER, for_conversion
from app.sales.conversions.proposing import accounts_like, persons_like
from app.sales.conversions.queries import conversions, reachable
from app.sales.leads.record import LEAD
from app.sales.permissions import LEAD_EDIT
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("conversions", __name__, url_prefix="/leads/<uuid:record_id>/conversions")


@bp.get("/new")
@requires(LEAD_EDIT)
def new(record_id):
    """The form with what is probably there already."""
    return _asked(find(every(LEAD), record_id), formdata=None)


@bp.post("")
@requires(LEAD_EDIT)
def create(record_id):
    """Do it, and go on to what it became."""
    lead = find(every(LEAD), record_id)
    form, _persons, _accounts = _form(lead)
    if form.validate():
        with form.absorbing():
            made = operations.convert(lead, **_chosen(form))
    if form.errors:
        return _asked(lead, form)
    where = (
        ("sales.opportunities", made.opportunity_id)
        if made.opportunity_id
        else ("sales.persons", made.person_id)
    )
    message = _("%(name)s has become business.", name=lead.name)
    return answer(None, url_for(f"{where[0]}.show", record_id=where[1]), message)


@bp.post("/<uuid:conversion_id>/undoing")
@requires(LEAD_EDIT)
def create_undoing(record_id, conversion_id):
    """Take it back as far as nobody touched it."""
    lead = find(every(LEAD), record_id)
    kept = undoing.undo(find(conversions(lead.id), conversion_id), lead, reachable)
    names = "、".join(getattr(one.row, one.kind.title) for one in kept if one.row is not None)
    if kept:
        flash(_("Changed since, so it stays: %(names)s", names=names or "―"), "notice")
    message = _("%(name)s is a lead again.", name=lead.name)
    return answer(None, url_for("sales.leads.show", record_id=lead.id), message)


def block_of(lead):
    """What the lead became, with the way back while there is one."""
    found = session.scalars(conversions(lead.id)).first() if lead.state == "converted" else None
    if found is None:
        return None
    parts = undoing.parts_of(found, reachable)
    staying = [
        getattr(one.row, one.kind.title) for one in parts if one.made and one.touched and one.row is not None
    ]
    undo = found.undoable and lead.version == found.versions["lead"]
    return "sales/conversions/_card.html", {
        "lead": lead, "conversion": found, "parts": parts, "staying": staying, "undo": undo,
    }  # fmt: skip


def _form(lead, **options):
    persons, accounts = persons_like(lead), accounts_like(lead)
    may = context.actor().may(PARTNER_EDIT)
    return for_conversion(lead, persons, accounts, may, **options), persons, accounts


def _asked(lead, form=None, **options):
    fresh, persons, accounts = _form(lead, **options)
    shown = form or fresh
    return page(
        "sales/conversions/new.html",
        fragment="sales/conversions/_form.html",
        status=422 if form else 200,
        row=lead,
        form=shown,
        about={str(one.id): one for one in (*persons, *accounts)},
        texts={
            name: shown[name].text
            or titles(shown[name].of.link, [shown[name].data]).get(shown[name].data, "")
            for name in ("other_person", "other_account")
        },
    )


def _chosen(form):
    """Arguments of `convert`."""
    person, account = form.person.data, form.account.data
    other = {"person": form.other_person.data, "partner": form.other_account.data}
    given = {"person": person, "partner": account}
    rows = {}
    for name, choice in given.items():
        one = other[name] if choice == OTHER else None if choice in (NEW, NONE) else UUID(choice)
        rows[name] = find(every(operations.PARTS[name]), one) if one else None
    new = {"code": form.account_code.data or "", "name": form.account_name.data or ""}
    return {**rows, "account": new if account == NEW else None, "deal": form.deal()}


add_block("lead", block_of)
