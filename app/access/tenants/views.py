"""会社情報: what stands on our documents."""

from flask import Blueprint, url_for

from app.access.permissions import EDIT_COMPANY
from app.access.tenants.describing import change
from app.access.tenants.forms import CompanyForm
from app.access.tenants.queries import own_company
from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import _
from app.platform.audit.queries import trail_of
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("company", __name__, url_prefix="/company")
entry("administration", "Company facts", "access.company.edit", "building", EDIT_COMPANY, position=40)


@bp.get("/")
@requires(EDIT_COMPANY)
def edit():
    """Name, numbers, address, fiscal year, rounding."""
    company = own_company()
    trail = session.scalars(trail_of(company.id)).all()
    return page("access/tenants/edit.html", form=CompanyForm(obj=company), trail=trail)


@bp.post("/")
@requires(EDIT_COMPANY)
def update():
    """Save them."""
    company, form = own_company(), CompanyForm()
    if form.validate():
        with form.absorbing():
            change(company, version=int(form.version.data), by=context.actor(), **form.facts())
    if form.errors:
        return page("access/tenants/edit.html", "access/tenants/_form.html", 422, form=form, trail=[])
    return answer(None, url_for(".edit"), _("Saved."))
