"""A record as its page would look under an arrangement that is not saved yet."""

from app.kernel import context
from app.kernel.db import session
from app.kernel.i18n import translate
from app.records.custom_fields.sorting import subject_of
from app.records.kit.deriving import worked_out
from app.records.kit.extras import held
from app.records.kit.queries import every, titles
from app.records.layouts.shaping import CODES, arranged, content_of
from app.records.pages.views.buttons import buttons_of
from app.records.pages.views.cells import facts_of


def preview_of(kind, content, codes=None):
    """What `_preview.html` shows: cards with labels and values, columns of the list, buttons; of the newest record."""
    codes = content_of(CODES) if codes is None else codes
    shape = arranged(kind, content, codes, content_of(subject_of(kind)))
    row = sample(shape)
    return {
        "kind": shape,
        "name": getattr(row, kind.title) if row is not None else None,
        "cards": [(card, _pairs(shape, card, row)) for card in shape.cards if card.shown],
        "columns": [str(shape.fields[name].label) for name in shape.columns],
        "buttons": buttons_of(shape, "page", row) if row is not None else [],
        "on_list": buttons_of(shape, "list"),
    }


def sample(kind):
    """The record changed last that the reader may look at, or None."""
    if not context.actor().may(kind.permissions.view):
        return None
    newest = every(kind).order_by(None).order_by(kind.model.changed_at.desc(), kind.model.id.desc())
    return session.scalars(newest.limit(1)).first()


def _pairs(kind, card, row):
    if row is None:
        return [(marked(of), "") for of in card.shown]
    found = worked_out(kind, {}, row)
    return [(marked(of), _shown(of, found.get(of.name, held(row, of)))) for of in card.shown]


def marked(of):
    """The label of a field, with a word when it must be filled in."""
    return f"{of.label} ({translate('Required')})" if of.required else str(of.label)


def _shown(of, value):
    if of.link and value is not None:
        value = titles(of.link, [value]).get(value, "")
    return facts_of(of, value)
