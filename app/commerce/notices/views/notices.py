"""出荷通知: each shop with what it does not know yet, files, what failed, telling again."""

import io

from flask import Blueprint, url_for

from app.commerce.notices import operations, queries
from app.commerce.notices.forms import AgainForm
from app.commerce.permissions import SLIP_SHIP
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("notices", __name__, url_prefix="/shipment-notices")
entry("ship", "Shipment notices", "commerce.notices.index", "megaphone", SLIP_SHIP, position=44)


@bp.get("")
@requires(SLIP_SHIP)
def index():
    """Shops, files, failures."""
    return _shown()


@bp.post("/shops/<uuid:channel_id>/file")
@requires(SLIP_SHIP)
def create(channel_id):
    """A file of everything a shop does not know yet."""
    channel = find(queries.channels(), channel_id)
    file = operations.write_file(channel)
    return answer(None, url_for(".index"), _("A file with %(n)s slips is ready.", n=file.notice_count))


@bp.post("/again")
@requires(SLIP_SHIP)
def create_again():
    """Tell an order once more, on purpose."""
    form = AgainForm().offer(queries.shops())
    if form.validate():
        with form.absorbing():
            operations.tell_again(find(queries.channels(), form.shop_id), form.order_number.data)
    if form.errors:
        return _shown(form, 422)
    return answer(None, url_for(".index"), _("A file that tells it once more is ready."))


@bp.post("/files/<uuid:file_id>/handing-over")
@requires(SLIP_SHIP)
def create_handing_over(file_id):
    """Hand a file over; its slips count as told."""
    kept, content = operations.hand_over(find(queries.files(), file_id))
    session.flush()
    return handed_over(kept, io.BytesIO(content))


@bp.delete("/files/<uuid:file_id>")
@requires(SLIP_SHIP)
def destroy(file_id):
    """Take a file back that nobody fetched."""
    operations.throw_away(find(queries.files(), file_id))
    return answer(None, url_for(".index"), _("The file was thrown away; its slips can be told again."))


def _shown(form=None, status=200):
    shops, standing = queries.shops(), queries.standing()
    rows = [
        (shop, len(session.scalars(queries.untold(shop)).all()), standing.get(shop.id, {})) for shop in shops
    ]
    form = form or AgainForm(formdata=None).offer(shops)
    values = {"shops": rows, "form": form, "files": queries.latest_files(), "failed": queries.failed()}
    return page("commerce/notices/index.html", None, status, **values)
