"""How the papers of a shop look: chosen beside a preview of a real slip."""

import base64

from flask import Blueprint, url_for

from app.commerce.papers import layouts, queries
from app.commerce.papers.forms import LayoutForm
from app.commerce.papers.kinds import KINDS
from app.commerce.papers.pictures_in import taken_in
from app.commerce.papers.previewing import preview
from app.commerce.permissions import CHANNEL_EDIT
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("paper_layouts", __name__, url_prefix="/paper-layouts")


@bp.get("")
@requires(CHANNEL_EDIT)
def index():
    """Shops and kinds of paper."""
    shops = session.scalars(queries.channels()).all()
    saved = {
        (one.channel_id, one.kind): one for one in session.scalars(layouts.newest([s.id for s in shops]))
    }
    return page("commerce/papers/layouts/index.html", shops=shops, kinds=KINDS, saved=saved)


@bp.get("/<uuid:channel_id>/<string:kind>")
@requires(CHANNEL_EDIT)
def edit(channel_id, kind):
    """The form, with what counts now."""
    shop, now = _found(channel_id, kind)
    values = {**layouts.standard(kind), **(now.content if now else {})}
    values["size"] = f"{values['size']:g}"
    form = LayoutForm(formdata=None, data=values, revision=now.revision if now else 0).offer(kind)
    return _page(shop, kind, now, form)


@bp.post("/<uuid:channel_id>/<string:kind>/preview")
@requires(CHANNEL_EDIT)
def create_preview(channel_id, kind):
    """The paper as it would look; nothing is kept."""
    shop, now = _found(channel_id, kind)
    form = LayoutForm().offer(kind)
    form.validate()
    return _page(shop, kind, now, form, fragment="commerce/papers/layouts/_preview.html")


@bp.put("/<uuid:channel_id>/<string:kind>")
@requires(CHANNEL_EDIT)
def update(channel_id, kind):
    """A new version."""
    shop, now = _found(channel_id, kind)
    form = LayoutForm().offer(kind)
    if form.validate():
        with form.absorbing():
            _save(shop, kind, now, form)
    if form.errors:
        return _page(shop, kind, now, form, 422)
    return answer(
        None, url_for(".edit", channel_id=shop.id, kind=kind), _("The look of the paper was saved.")
    )


@bp.delete("/<uuid:channel_id>/<string:kind>")
@requires(CHANNEL_EDIT)
def destroy(channel_id, kind):
    """Back to the standard."""
    shop, _now = _found(channel_id, kind)
    layouts.back_to_standard(shop, kind)
    return answer(None, url_for(".edit", channel_id=shop.id, kind=kind), _("The standard look counts again."))


def _found(channel_id, kind):
    if kind not in KINDS:
        raise Missing
    shop = find(queries.channels(), channel_id)
    return shop, session.scalars(layouts.present(shop.id, kind)).first()


def _save(shop, kind, now, form):
    logo = taken_in(form.logo.data, shop, "logo") or (now.logo_id if now and not form.no_logo.data else None)
    seal = taken_in(form.seal.data, shop, "seal") or (now.seal_id if now and not form.no_seal.data else None)
    seen = int(form.revision.data) if (form.revision.data or "").isdigit() else None
    layouts.save(shop, kind, form.content(), logo_id=logo, seal_id=seal, seen=seen)


def _page(shop, kind, now, form, status=200, fragment=None):
    return page(
        "commerce/papers/layouts/edit.html",
        fragment,
        status,
        shop=shop,
        kind=KINDS[kind],
        now=now,
        form=form,
        picture=_picture(shop, kind, now, form),
        versions=session.scalars(layouts.versions(shop.id, kind)).all(),
    )


def _picture(shop, kind, now, form):
    """The preview as a data address; None without a slip, or while it cannot be drawn."""
    slip_id = queries.latest_slip(
        shop.id, gift=True if kind == "gift" else False if kind == "purchase" else None
    )
    if slip_id is None or form.errors:
        return None
    pictures = (now.logo_id, now.seal_id) if now else (None, None)
    try:
        content = preview(kind, slip_id, form.content(), *pictures)
    except Rejected:
        return None
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"
