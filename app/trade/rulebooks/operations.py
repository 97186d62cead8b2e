"""Issuing a new version of a pattern's rules. Versions never change: what counted at a time can always be read."""

from sqlalchemy.dialects.postgresql import insert

from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.ids import new_id
from app.platform.audit import record
from app.trade.rulebooks import comparing
from app.trade.rulebooks.model import Rulebook
from app.trade.rulebooks.queries import newest


def checked(pattern, draft, seen):
    """The Rulebook in force, which `draft` would replace. `seen`: the version that was opened.

    Raises Conflict when another was issued since, and Rejected when nothing differs or (`default-<kind>-<type>`) when
    a default is above its ceiling.
    """
    book = newest(pattern.name)
    if seen != book.version:
        raise Conflict("Somebody else has issued a newer version. Please open the rules again.")
    for kind, business_type in comparing.above(draft):
        raise Rejected("The default is above the ceiling.", f"default-{kind}-{business_type}")
    if not comparing.differ(comparing.draft_of(book), draft):
        raise Rejected("Nothing differs from the version in force.")
    return book


def issue(pattern, draft, *, seen, note=""):
    """Put a `comparing.Draft` in force as the next version of the Pattern. Raises as `checked`. Returns the Rulebook.

    A lowered ceiling counts at once in every deal, a raised default for new seats only (R13).
    """
    before = checked(pattern, draft, seen)
    row_id = _put(pattern, draft, before.version + 1, note)
    if row_id is None:
        raise Conflict("Somebody else has issued a newer version. Please open the rules again.")
    book = session.get_one(Rulebook, row_id)
    record(
        "trade_rulebook.issued",
        book,
        label=f"{pattern.name} v{book.version}",
        cells=len(comparing.changes(comparing.draft_of(before), draft)),
        note=note,
    )
    return book


def _put(pattern, draft, version, note):
    new = insert(Rulebook).values(
        id=new_id(),
        pattern=pattern.name,
        version=version,
        ceilings=draft.ceilings,
        defaults=draft.defaults,
        denied=draft.denied,
        allowed=sorted(map(list, draft.allowed)),
        note=note,
        made_by=context.actor().name,
    )
    unless = new.on_conflict_do_nothing(index_elements=["pattern", "version"])
    return session.scalar(unless.returning(Rulebook.id))
