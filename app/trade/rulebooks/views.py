"""取引ルール: ceilings, defaults and hidden pairs of each pattern, set by the operator of the installation alone."""

from flask import Blueprint, current_app, g, request, url_for

from app.access.tenants.queries import tenant_by_id
from app.kernel import context
from app.kernel.errors import Missing
from app.kernel.i18n import _
from app.trade.business_types import LABELS
from app.trade.permissions import RULE
from app.trade.rulebooks.comparing import difference, draft_of, effects, in_order
from app.trade.rulebooks.forms import RulebookForm
from app.trade.rulebooks.kinds import LABELS as KINDS
from app.trade.rulebooks.operations import checked, issue
from app.trade.rulebooks.patterns import PATTERNS, pattern_at
from app.trade.rulebooks.queries import held, latest, newest, versions
from app.trade.rulebooks.wording import MARK_WORDS, pattern_words
from app.web.answer import answer, page
from app.web.guards import requires
from app.web.menu import entry

bp = Blueprint("rulebooks", __name__, url_prefix="/trade-rules")


def operates():
    """Whether the present tenant is the operator of the installation (`CHOBA_OPERATOR`)."""
    operator = current_app.config["CHOBA"].operator
    return bool(operator) and tenant_by_id(context.tenant_id()).slug == operator


entry("administration", "Rules of deals", "trade.rulebooks.index", "layers", RULE, position=29, when=operates)


@bp.before_request
def only_here():
    """For every other tenant there is no such page."""
    if not g.get("tenant") or not operates():
        raise Missing


@bp.get("/")
@requires(RULE)
def index():
    """The sixteen patterns with the versions in force."""
    books = latest()
    return page("trade/rulebooks/index.html", patterns=PATTERNS, books=books, words=pattern_words)


@bp.get("/<string:key>")
@requires(RULE)
def show(key):
    """The rules in force, ready to be changed."""
    book = newest(pattern_at(key).name)
    return _edit(key, RulebookForm(formdata=None, data={"version": book.version}).about(book))


@bp.post("/<string:key>/preview")
@requires(RULE)
def create_preview(key):
    """What would change, and for how many open participations, before anything is written."""
    return _decided(key, _compare)


@bp.post("/<string:key>")
@requires(RULE)
def create(key):
    """Put the new version in force, or go back to the table with what was typed."""
    return _decided(key, _issue)


@bp.get("/<string:key>/versions")
@requires(RULE)
def show_versions(key):
    """Every version with what it changed."""
    books = versions(pattern_at(key).name)
    pairs = zip(books, [*books[1:], None], strict=True)
    rows = [(book, before and difference(draft_of(before), draft_of(book))) for book, before in pairs]
    return _shown("trade/rulebooks/versions.html", key, rows=rows)


def _decided(key, then):
    """Check what was typed against what is in force; `then` goes on with it unless something is wrong."""
    pattern, form = pattern_at(key), RulebookForm()
    form.about(newest(pattern.name), request.form)
    if request.form.get("back"):
        return _edit(key, form)
    if form.validate():
        with form.absorbing():
            return then(key, pattern, form, checked(pattern, form.rules.data, form.seen_version))
    return _edit(key, form, 422)


def _compare(key, pattern, form, book):
    before, after = draft_of(book), form.rules.data
    return _shown(
        "trade/rulebooks/preview.html",
        key,
        form=form,
        rules=after,
        difference=difference(before, after),
        effects=effects(before, after, held(pattern.name)),
    )


def _issue(key, pattern, form, _book):
    book = issue(pattern, form.rules.data, seen=form.seen_version, note=(form.note.data or "").strip())
    return answer(
        None, url_for(".show", key=key), _("Version %(n)s of the rules is in force.", n=book.version)
    )


def _edit(key, form, status=200):
    return _shown("trade/rulebooks/show.html", key, status, form=form, rules=form.rules.data)


def _shown(template, key, status=200, **values):
    words = pattern_words(pattern_at(key))
    around = {"key": key, "words": words, "kinds": KINDS, "labels": LABELS, "marks": MARK_WORDS}
    return page(template, None, status, in_order=in_order, **around, **values)
