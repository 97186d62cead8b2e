"""在庫連携: how far each shop knows our stock, what it does not take, what it holds otherwise."""

import io

from flask import Blueprint, url_for

from app.commerce.connections.queries import ending, shops, with_connections
from app.commerce.stock.permissions import RULES, VIEW
from app.commerce.telling import operations, queries
from app.commerce.telling.reading_back import ask_to_read_back
from app.commerce.telling.showing import card_of
from app.commerce.telling.wording import REASONS
from app.kernel import clock
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.downloads import handed_over
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("telling", __name__, url_prefix="/stock-sharing")
entry("ship", "Stock told to shops", "commerce.telling.index", "layers", VIEW, position=61)
SHOWN = 200


@bp.get("/")
@requires(VIEW)
def index():
    """All shops."""
    standing, runs = queries.standing(), queries.latest_runs()
    cards = [
        card_of(shop, connection, standing.get(shop.id, {}), runs.get(shop.id, []))
        for shop, connection in with_connections()
    ]
    return page(
        "commerce/telling/index.html", None, cards=cards, ending=ending(), today=clock.today(), reasons=REASONS,
        refused=session.execute(queries.refused().limit(SHOWN)).all(),
        differences=session.execute(queries.differences().limit(SHOWN)).all(),
    )  # fmt: skip


@bp.post("/<uuid:channel_id>/everything")
@requires(RULES)
def create_everything(channel_id):
    """Tell a shop everything now."""
    operations.tell_everything(find(shops(), channel_id))
    return answer(None, url_for(".index"), _("Everything is being told."))


@bp.post("/<uuid:channel_id>/reading")
@requires(RULES)
def create_reading(channel_id):
    """Read back what a shop holds."""
    ask_to_read_back(find(shops(), channel_id))
    return answer(None, url_for(".index"), _("The shop is being asked what it holds."))


@bp.post("/<uuid:channel_id>/file")
@requires(RULES)
def create_file(channel_id):
    """The file of what waits; it counts as told from now on."""
    file = operations.fetch_file(find(shops(), channel_id))
    return handed_over(file, io.BytesIO(file.content))
