"""Changing the rules of names."""

from sqlalchemy import func, select

from app.commerce.label_names.model import NameRule
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit import record
from app.platform.audit.sentences import say_verbs

say_verbs(
    namerule_added="Added a rule for names on labels",
    namerule_deleted="Deleted a rule for names on labels",
    namerule_moved="Moved a rule for names on labels",
)
STEP = 10


def add_rule(kind, word, put, *, by=None):
    """A new rule at the end. Raises Rejected without a word where one is needed."""
    word, put = word.strip(), put.strip()
    if kind != "fixed" and not word:
        raise Rejected("Enter the word that the rule is about.", "word")
    if kind != "remove" and not put:
        raise Rejected("Enter what stands there instead.", "put")
    last = session.scalar(select(func.max(NameRule.position))) or 0
    rule = NameRule(kind=kind, word=word, put="" if kind == "remove" else put, position=last + STEP)
    session.add(rule)
    record("namerule.added", rule, by=by, label=word or put, kind=kind)
    return rule


def delete_rule(rule, *, by=None):
    """Take a rule away."""
    record("namerule.deleted", rule, by=by, label=rule.word or rule.put, kind=rule.kind)
    session.delete(rule)


def raise_rule(rule, *, by=None):
    """Let a rule work one place earlier."""
    ahead = (
        select(NameRule)
        .where(NameRule.position < rule.position)
        .order_by(NameRule.position.desc(), NameRule.id)
    )
    before = session.scalars(ahead.limit(1)).one_or_none()
    if before is not None:
        before.position, rule.position = rule.position, before.position
        record("namerule.moved", rule, by=by, label=rule.word or rule.put)
