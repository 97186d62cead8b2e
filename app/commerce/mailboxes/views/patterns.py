"""メールの取込パターン: made from the text of a mail, with the order in sight that it would become."""

from flask import Blueprint, request, url_for

from app.commerce import permissions
from app.commerce.mailboxes import patterns, queries
from app.commerce.mailboxes.forms import PatternForm
from app.commerce.mailboxes.showing import arranged, guessed, may_read, typed_from, typed_in
from app.commerce.persons.noticing import note_read
from app.kernel.db import session
from app.kernel.i18n import _
from app.kernel.ids import id_of
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("mail_patterns", __name__, url_prefix="/mail-patterns")
FORM, PREVIEW = "commerce/mailboxes/patterns/form.html", "commerce/mailboxes/patterns/_preview.html"


@bp.get("")
@requires(permissions.CHANNEL_EDIT)
def index():
    """The patterns for texts of mails."""
    return page("commerce/mailboxes/patterns/index.html", rows=session.scalars(queries.mail_profiles()).all())


@bp.get("/new")
@requires(permissions.CHANNEL_EDIT)
def new():
    """Guessed from a mail that waits, or empty until a text is pasted."""
    letter = _letter()
    form = PatternForm(formdata=None, sample=_text_of(letter))
    return page(FORM, **arranged(form, guessed(form), letter=letter))


@bp.post("")
@requires(permissions.CHANNEL_EDIT)
def create():
    """Keep a new pattern."""
    return _kept(PatternForm(), None)


@bp.get("/<uuid:profile_id>/edit")
@requires(permissions.CHANNEL_EDIT)
def edit(profile_id):
    """A pattern to be corrected."""
    profile, letter = find(queries.mail_profiles(), profile_id), _letter()
    kept = patterns.pattern_of(profile)
    form = PatternForm(
        formdata=None, name=profile.name, kind=profile.kind, item=kept.item, sample=_text_of(letter)
    )
    return page(FORM, **arranged(form, typed_from(kept), profile, letter))


@bp.post("/<uuid:profile_id>")
@requires(permissions.CHANNEL_EDIT)
def update(profile_id):
    """Keep the corrections."""
    return _kept(PatternForm(), find(queries.mail_profiles(), profile_id))


@bp.post("/preview")
@requires(permissions.CHANNEL_EDIT)
def create_preview():
    """The sample as it is read now."""
    return page(FORM, PREVIEW, **arranged(PatternForm(), typed_in(request.form), _profile(), _letter()))


@bp.post("/proposal")
@requires(permissions.CHANNEL_EDIT)
def create_proposal():
    """The labels and item lines that the pasted text suggests."""
    form = PatternForm()
    return page(FORM, **arranged(form, guessed(form), _profile(), _letter()))


@bp.delete("/<uuid:profile_id>")
@requires(permissions.CHANNEL_EDIT)
def destroy(profile_id):
    """Delete a pattern."""
    patterns.forget(find(queries.mail_profiles(), profile_id))
    return answer(None, url_for(".index"), _("The pattern has been deleted."))


def _kept(form, profile):
    typed, letter = typed_in(request.form), _letter()
    if form.validate():
        with form.absorbing():
            made = patterns.pattern_from(form.name.data, form.kind.data, item=form.item.data or "", **typed)
            patterns.keep(made, profile, request.form.get("version", type=int))
    if form.errors:
        return page(FORM, None, 422, **arranged(form, typed, profile, letter))
    back = url_for("commerce.order_letters.show", letter_id=letter.id) if letter else url_for(".index")
    return answer(None, back, _("The pattern has been saved."))


def _profile():
    given = id_of(request.form.get("profile", ""))
    return find(queries.mail_profiles(), given) if given else None


def _letter():
    given = id_of(request.values.get("letter", ""))
    return find(queries.letters(), given) if given else None


def _text_of(letter):
    """The text of a mail for whoever may see persons; that it was seen is noted."""
    if letter is None or not letter.content or not may_read():
        return ""
    note_read(letter.id, "")
    return letter.content["text"]
