"""Who may know of a record.

A restricted record has at least one row in `disclosures` (that of whoever entered it), an open one has none: so what
merely names a record by its id (a notice, a line of the trail, a file) asks `known`, whatever type the record is of.
"""

from sqlalchemy import false, or_, select, text, true

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.i18n import translate
from app.kernel.text import HIRAGANA, KATAKANA, fold
from app.records.disclosures.model import Disclosure

OFFERED = 20
_NAMES = text("""
    SELECT 'user:' || id AS word, name, '' AS hint FROM users WHERE 'user:' || id = ANY (:words)
    UNION ALL SELECT kind || id, name, code FROM organisations, unnest(ARRAY['organisation:', 'below:']) kind
     WHERE kind || id = ANY (:words)
    UNION ALL SELECT 'group:' || id, name, '' FROM groups WHERE 'group:' || id = ANY (:words)
""")
_OFFERED = text("""
    SELECT word, name, hint FROM (
      SELECT 1 AS part, row_number() OVER (ORDER BY kana, id) AS place, 'user:' || id AS word, name, email AS hint,
             concat_ws(' ', name, kana, email) AS said
        FROM users WHERE state <> 'disabled'
      UNION ALL
      SELECT 2, row_number() OVER (ORDER BY path, id, kind), kind || id, name, code, concat_ws(' ', name, code)
        FROM organisations, unnest(ARRAY['below:', 'organisation:']) kind
       WHERE valid_until IS NULL OR valid_until >= :today
      UNION ALL
      SELECT 3, row_number() OVER (ORDER BY position, name, id), 'group:' || id, name, '', name
        FROM groups WHERE kind = ANY (:kinds)) one
     WHERE strpos(translate(lower(normalize(said, NFKC)), :katakana, :hiragana), :typed) > 0 OR :typed = ''
     ORDER BY part, place LIMIT :most
""")


def disclosed(model, actor=None):
    """Clause: the rows of `model` (Restrictable) that `actor` (default: the present one) may know of.

    The system itself (clock, commands) sees all; a job acts as the person who asked for it.
    """
    who = actor or context.actor()
    if who.kind == "system":
        return true()
    own = model.created_by_id == who.id if who.id else false()
    return or_(~model.restricted, own, _named(model, model.id, who).exists())


def known(record_id, model, actor=None):
    """Clause: `record_id`, a column of `model`, names no record at all, an open one, or one the actor may know of."""
    who = actor or context.actor()
    if who.kind == "system":
        return true()
    restricted = select(1).where(Disclosure.tenant_id == model.tenant_id, Disclosure.record_id == record_id)
    return or_(~restricted.exists(), _named(model, record_id, who).exists())


def _named(model, record_id, who):
    return select(1).where(
        Disclosure.tenant_id == model.tenant_id,
        Disclosure.record_id == record_id,
        Disclosure.subject.in_(who.subjects),
    )


def may_know(record_id, actor=None):
    """Whether the actor may know of the record with that id (of whatever type; None: of nothing in particular)."""
    who = actor or context.actor()
    if record_id is None or who.kind == "system":
        return True
    subjects = session.scalars(subjects_of(record_id)).all()
    return not subjects or any(one in who.subjects for one in subjects)


def subjects_of(record_id):
    """Select of the subjects a record is disclosed to, in order."""
    return select(Disclosure.subject).where(Disclosure.record_id == record_id).order_by(Disclosure.subject)


def names_of(words):
    """`{subject: name}` of those subjects that exist, as a reader sees them; one statement."""
    if not words:
        return {}
    rows = session.execute(_NAMES, {"words": list(words)}).all()
    return {row.word: said(row.word, row.name) for row in rows}


def said(word, name):
    """A subject in the reader's words: `below:` tells that it includes what lies below."""
    return translate("%(name)s, with all below", name=name) if word.startswith("below:") else name


def offered(typed, groups=("public", "brick")):
    """Up to twenty rows `(subject, name, hint)` whose name, reading, code or address holds what was typed.

    People first, then departments (with all below, and alone), then groups of the given kinds.
    """
    asked = {
        "typed": fold(typed or ""),
        "katakana": KATAKANA,
        "hiragana": HIRAGANA,
        "kinds": list(groups),
        "today": clock.today(),
        "most": OFFERED,
    }
    rows = session.execute(_OFFERED, asked).all()
    return [(row.word, said(row.word, row.name), row.hint) for row in rows]
