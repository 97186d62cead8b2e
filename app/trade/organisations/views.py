"""組織: the organisations of this company that take part in deals."""

from flask import Blueprint, url_for

from app.access.users.queries import active_users
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.trade.business_types import LABELS
from app.trade.organisations.arranging import add_organisation, change_organisation, set_members
from app.trade.organisations.forms import OrganisationForm
from app.trade.organisations.queries import AT, GUESSES, members_of, own_organisations
from app.trade.permissions import ORGANISE
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.limits import Guesses
from app.web.menu import entry

bp = Blueprint("organisations", __name__, url_prefix="/trade-organisations")
entry(
    "administration", "Organisations of deals", "trade.organisations.index", "building", ORGANISE, position=28
)
FORM = "trade/organisations/_form.html"


@bp.get("/")
@requires(ORGANISE)
def index():
    """The own organisations, by id."""
    rows = session.scalars(own_organisations()).all()
    people = [one for one, _person in members_of([row.id for row in rows])]
    counts = {row.id: people.count(row.id) for row in rows}
    return page("trade/organisations/index.html", rows=rows, counts=counts, labels=LABELS)


@bp.get("/new")
@requires(ORGANISE)
def new():
    """The form for a further one."""
    return page("trade/organisations/new.html", form=OrganisationForm(formdata=None).offer(colleagues()))


@bp.post("/")
@requires(ORGANISE)
def create():
    """Add it."""
    form = OrganisationForm().offer(colleagues())
    if form.validate():
        with form.absorbing():
            row = add_organisation(form.code.data, guesses=Guesses(GUESSES, AT), **form.facts())
            set_members(row, form.members.data)
    if form.errors:
        return page("trade/organisations/new.html", FORM, 422, form=form)
    return answer(None, url_for(".show", organisation_id=row.id), _("%(name)s was added.", name=row.name))


@bp.get("/<uuid:organisation_id>")
@requires(ORGANISE)
def show(organisation_id):
    """One of them, with what was changed."""
    row = find(own_organisations(), organisation_id)
    members = [person for _one, person in members_of([row.id])]
    form = OrganisationForm(formdata=None, obj=row, members=members).offer(colleagues()).kept()
    return shown(row, form, trail=session.scalars(trail_of(row.id)).all())


@bp.post("/<uuid:organisation_id>")
@requires(ORGANISE)
def update(organisation_id):
    """Save it."""
    row, form = find(own_organisations(), organisation_id), OrganisationForm().offer(colleagues()).kept()
    if form.validate():
        with form.absorbing():
            change_organisation(row, seen=form.seen_version, enabled=form.enabled.data, **form.facts())
            set_members(row, form.members.data)
    if form.errors:
        session.expire(row)
        return shown(row, form, FORM, 422)
    return answer(None, url_for(".show", organisation_id=row.id), _("Saved."))


def shown(row, form, fragment=None, status=200, trail=()):
    """The page of an organisation."""
    return page("trade/organisations/show.html", fragment, status, row=row, form=form, trail=trail)


def colleagues():
    """Whom one may let act."""
    return session.scalars(active_users()).all()
