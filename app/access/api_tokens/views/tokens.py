"""APIトークン: one's own, and for administrators everybody's."""

from flask import Blueprint, url_for

from app.access.api_tokens.forms import TokenForm
from app.access.api_tokens.issuing import issue, revoke
from app.access.api_tokens.permissions import REVOKE_TOKENS, USE_TOKENS
from app.access.api_tokens.queries import all_tokens, everybody, tokens_of
from app.access.api_tokens.scopes import offered_to
from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("api_tokens", __name__, url_prefix="/api-tokens")
entry("administration", "API tokens", "access.api_tokens.index", "key", USE_TOKENS, position=60)


@bp.get("/")
@requires(USE_TOKENS)
def index():
    """My tokens, and the form for a new one."""
    return _own_page(TokenForm(formdata=None).offer(offered_to(context.actor())))


def _own_page(form, status=200, text=None):
    return page(
        "access/api_tokens/tokens/index.html",
        "access/api_tokens/tokens/_own.html",
        status,
        form=form,
        tokens=[(one, one.state(now())) for one in session.scalars(tokens_of(context.actor().id))],
        text=text,
        scopes=dict(offered_to(context.actor())),
    )


@bp.post("/")
@requires(USE_TOKENS)
def create():
    """Make a token; its text is on this answer and never again."""
    me = context.actor()
    form, text = TokenForm().offer(offered_to(me)), None
    if form.validate():
        with form.absorbing():
            _token, text = issue(form.name.data, form.scopes.data, form.lasting, by=me)
    if form.errors:
        return _own_page(form, 422)
    return _own_page(TokenForm(formdata=None).offer(offered_to(me)), text=text)


@bp.get("/everybody")
@requires(REVOKE_TOKENS)
def all_of_them():
    """Everybody's tokens."""
    rows = [(one, owner, state, one.state(now())) for one, owner, state in session.execute(everybody())]
    return page("access/api_tokens/tokens/everybody.html", rows=rows)


@bp.delete("/<uuid:token_id>")
@requires(USE_TOKENS)
def destroy(token_id):
    """End a token: one's own, or as an administrator anybody's."""
    me = context.actor()
    may_all = me.may(REVOKE_TOKENS)
    token = find(all_tokens() if may_all else tokens_of(me.id), token_id)
    revoke(token, by=me)
    back = url_for(".index" if token.user_id == me.id else ".all_of_them")
    return answer(None, back, _("The token has been ended. Programs that use it are turned away."))
