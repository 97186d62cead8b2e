"""`/api/docs`: what programs can do here, to read and to try out."""

from datetime import timedelta

from flask import Blueprint, request

from app.access.api_tokens.issuing import issue
from app.access.api_tokens.permissions import USE_TOKENS
from app.access.api_tokens.scopes import offered_to
from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.records.rest import openapi
from app.records.rest.examples import pages_of
from app.records.rest.offering import operations_of, visible_offers
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("api_docs", __name__, url_prefix="/api/docs")
LASTING = timedelta(hours=1)


@bp.get("/")
@requires(USE_TOKENS)
def index():
    """How to come in, what answers mean, which resources there are."""
    return _docs(None)


@bp.get("/<string:resource>")
@requires(USE_TOKENS)
def show(resource):
    """One resource: fields, filters, examples."""
    return _docs(resource)


@bp.post("/trial-tokens")
@requires(USE_TOKENS)
def create_trial_token():
    """A token for an hour that only reads, to try things out on this page."""
    me = context.actor()
    reading = [scope for scope, _label in offered_to(me) if scope.endswith(":read")]
    _token, text = issue(_("Trying out the documentation"), reading, LASTING, by=me)
    return _docs(request.form.get("resource") or None, text)


def _docs(resource, token=None):
    kinds, offers = openapi.visible_resources(), visible_offers()
    if resource is not None and resource not in (*kinds, *offers):
        raise Missing
    base = f"{request.host_url.rstrip('/')}{request.script_root}/api/v1"
    values = {"resources": kinds | offers, "resource": resource, "token": token, "base": base}
    values["described"] = pages_of(kinds[resource], base) if resource in kinds else None
    values["offered"] = _offered(offers[resource], base) if resource in offers else None
    return page("access/api_tokens/docs/show.html", **values)


def _offered(one, base):
    return {"operations": operations_of(one), "examples": one.examples(f"{base}/{one.path}")}
