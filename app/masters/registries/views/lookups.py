"""法人番号から入力: looking a company up, and taking over what a registry says, field by field."""

from flask import Blueprint, request, url_for

from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.masters.partners.record import PARTNER
from app.masters.permissions import PARTNER_EDIT
from app.masters.registries import queries
from app.masters.registries.catalogue import CLOSINGS
from app.masters.registries.comparing import differences
from app.masters.registries.forms import SearchForm, TakeForm
from app.masters.registries.operations import look_up, number_in, search
from app.records.kit import keeping
from app.records.kit.queries import every
from app.web.answer import answer, page, say
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("registries", __name__, url_prefix="/registries")


@bp.get("")
@requires(PARTNER_EDIT)
def index():
    """Ask for a company; `partner`: the one to be filled in."""
    partner = _partner(request.args.get("partner"))
    begun = partner and (partner.corporate_number or partner.name)
    form = SearchForm(
        formdata=None, data={"partner": partner and partner.id, "q": begun or request.args.get("q", "")}
    )
    return _page(form)


@bp.post("/searches")
@requires(PARTNER_EDIT)
def create_search():
    """The candidates."""
    form, found, troubles = SearchForm(), None, ()
    if form.validate():
        with form.absorbing():
            found, troubles = search(form.q.data or "", form.prefecture.data, form.place.data or "")
    return _page(form, 422 if form.errors else 200, found, troubles)


@bp.post("/companies/<string:number>/lookup")
@requires(PARTNER_EDIT)
def create_lookup(number):
    """Ask all registries about one company, then compare."""
    if number != number_in(number):
        raise Missing
    for trouble in look_up(number):
        say(trouble, "notice")
    partner = _partner(request.form.get("partner"))
    return answer(None, url_for(".show", number=number, partner=partner and partner.id))


@bp.get("/companies/<string:number>")
@requires(PARTNER_EDIT)
def show(number):
    """What the registries said beside what we have."""
    (company, fetched), partner = queries.known(number), _partner(request.args.get("partner"))
    if company is None:
        form = SearchForm(formdata=None, data={"q": number, "partner": partner and partner.id})
        return _page(form, found=[])
    form = TakeForm(formdata=None, data={"version": partner and partner.version})
    there = queries.partners_with([number, company.successor]) if partner is None else {}
    return page(
        "masters/registries/show.html", company=company, fetched=fetched, partner=partner, form=form, there=there,
        differences=differences(company, partner), closings=CLOSINGS,
    )  # fmt: skip


@bp.post("/companies/<string:number>")
@requires(PARTNER_EDIT)
def update(number):
    """Take the chosen fields over into a partner we have."""
    company, fetched = queries.known(number)
    partner, form = _partner(request.form.get("partner")), TakeForm()
    if company is None or partner is None:
        raise Missing
    chosen = request.form.getlist("take")
    values = {one.name: one.value for one in differences(company, partner) if one.name in chosen}
    source = {"registry": number, "fetched_at": fetched.isoformat()}
    keeping.change(PARTNER, partner, values, version=form.seen_version or 0, **source)
    shown = url_for("masters.partners.show", record_id=partner.id)
    return answer(None, shown, _("%(n)s fields were taken over.", n=len(values)))


def _partner(text):
    return find(every(PARTNER), id_of(text)) if text else None


def _page(form, status=200, found=None, troubles=()):
    numbers = {one.number for one in found or ()}
    partner = _partner(form.partner.data and str(form.partner.data))
    return page(
        "masters/registries/index.html", None, status, form=form, found=found, troubles=troubles, closings=CLOSINGS,
        there=queries.partners_with(numbers) if numbers else {}, keys=queries.keys(), partner=partner,
    )  # fmt: skip
