"""How the papers of a shop look: versions of a small set of choices ("own stylesheet")."""

import re

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.commerce.papers.kinds import KINDS
from app.commerce.papers.model import PaperLayout
from app.commerce.papers.sheet import CORNERS, PAGES, Dress
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import record
from app.platform.storage import opened

COLOUR = re.compile(r"#[0-9a-f]{6}")
SIZES = (8, 8.5, 9, 9.5, 10, 11)
TEXTS = {"header": 400, "message": 600, "footer": 120}


def newest(channel_ids):
    """Select of the layout that counts for each kind of paper of these shops."""
    return (
        select(PaperLayout)
        .where(PaperLayout.channel_id.in_(channel_ids))
        .ext(distinct_on(PaperLayout.channel_id, PaperLayout.kind))
        .order_by(PaperLayout.channel_id, PaperLayout.kind, PaperLayout.revision.desc())
    )


def dresses(channel_ids):
    """`{(shop id, kind): Dress}` of all layouts that differ from the standard."""
    return {
        (one.channel_id, one.kind): dress_of(one.kind, one.content, one.logo_id, one.seal_id)
        for one in session.scalars(newest(channel_ids))
        if one.content
    }


def dress_of(kind, content, logo_id=None, seal_id=None):
    """The Dress of a layout's content: `page`, `colour`, `size`, `hidden`, `logo_at`, `marks_at`, and texts."""
    standard = Dress(marks_at=KINDS[kind].marks_at)
    known = {name: content[name] for name in Dress.__dataclass_fields__ if content.get(name) is not None}
    known["hidden"] = tuple(content.get("hidden", ()))
    return Dress(
        **{"marks_at": standard.marks_at, **known, "logo": picture(logo_id), "seal": picture(seal_id)}
    )


def picture(file_id):
    """The bytes of a stored picture that may be used, None without one."""
    if file_id is None:
        return None
    file, content = opened(file_id)
    with content:
        return content.read() if file.scan not in ("infected", "pending", "quarantined") else None


def checked(kind, content):
    """`content` with nothing but what a layout knows. Raises Rejected for what cannot be drawn."""
    if not COLOUR.fullmatch(content.get("colour", "#2b3a67")):
        raise Rejected("Write the colour as # and six signs, such as #2b3a67.", "colour")
    names = {name for name, _label in KINDS[kind].columns}
    hidden = [one for one in content.get("hidden", ()) if one in names and one != "name"]
    choices = {"page": tuple(PAGES), "logo_at": CORNERS, "marks_at": CORNERS, "size": SIZES}
    found = {name: content[name] for name, offered in choices.items() if content.get(name) in offered}
    found |= {name: content.get(name, "")[:most] for name, most in TEXTS.items()}
    return {**found, "colour": content.get("colour", "#2b3a67"), "hidden": hidden}


def save(channel, kind, content, *, logo_id=None, seal_id=None, seen=None, by=None):
    """A new version of the layout. `seen`: the revision that was on the screen; Conflict when it moved since."""
    by = by or context.actor()
    last = revision_of(channel.id, kind)
    if seen is not None and seen != last:
        raise Conflict("This layout was changed by somebody else in the meantime.")
    made = PaperLayout(
        channel_id=channel.id,
        kind=kind,
        revision=last + 1,
        content=checked(kind, content) if content else {},
        logo_id=logo_id,
        seal_id=seal_id,
        saved_by_name=by.name,
    )
    session.add(made)
    record(
        "paper_layout.saved" if content else "paper_layout.back_to_standard",
        channel,
        by=by,
        label=f"{channel.name} {kind}",
        revision=made.revision,
    )
    session.flush()
    return made


def back_to_standard(channel, kind, *, by=None):
    """Drop every choice; earlier versions stay in the list."""
    return save(channel, kind, {}, by=by)


def revision_of(channel_id, kind):
    """The revision that counts, 0 for the standard of a shop that never chose."""
    found = select(func.max(PaperLayout.revision)).where(
        PaperLayout.channel_id == channel_id, PaperLayout.kind == kind
    )
    return session.scalar(found) or 0


def present(channel_id, kind):
    """Select of the layout that counts."""
    return versions(channel_id, kind).limit(1)


def versions(channel_id, kind):
    """Select of all versions, the newest first."""
    found = select(PaperLayout).where(PaperLayout.channel_id == channel_id, PaperLayout.kind == kind)
    return found.order_by(PaperLayout.revision.desc())


def standard(kind):
    """Content that says the same as no layout."""
    dress = Dress(marks_at=KINDS[kind].marks_at)
    return {name: getattr(dress, name) for name in ("page", "colour", "size", "logo_at", "marks_at", *TEXTS)}
