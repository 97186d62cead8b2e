"""The FAX beside the form: attached while one types, seen page by page."""

from app.commerce import permissions
from app.commerce.clientele.showing import expect_sight
from app.commerce.faxes import operations
from app.commerce.telephone import callers as calling
from app.commerce.telephone.forms import OrderForm
from app.commerce.telephone.operations import chosen_customer
from app.commerce.telephone.views.orders import bp, form_page
from app.kernel.ids import id_of
from app.web.downloads import handed_over
from app.web.guards import requires

PANE = "commerce/telephone/_fax.html"


@bp.post("/faxes")
@requires(permissions.ORDER_EDIT)
def create_fax():
    """Attach a FAX; everything typed comes back with it."""
    expect_sight()
    form = OrderForm()
    with form.absorbing():
        form.receive_fax()
    found = calling.again(chosen_customer(id_of(form.customer_id.data)), form.caller.data)
    return form_page(form, found, 422 if form.errors else 200, fragment=PANE)


@bp.get("/faxes/<uuid:draft_id>/pages/<int:number>")
@requires(permissions.ORDER_EDIT)
def show_fax_page(draft_id, number):
    """One page of a FAX that is being typed."""
    expect_sight()
    picture = operations.picture(operations.draft(draft_id), number)
    return handed_over(*picture, inline=True, cached=False)
