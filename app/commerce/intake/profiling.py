"""取込パターン: made from the header of a file, corrected, kept under a name."""

from sqlalchemy import select

from app.commerce.intake.model import IntakeProfile
from app.commerce.intake.opening import table_of
from app.commerce.intake.queries import mappings, profiles
from app.commerce.intake.readers.fields import EXTRA_FIELDS, FIELDS, LINE_FIELDS, ORDER_FIELDS, WORDS
from app.commerce.intake.readers.profiled import MAPPABLE, NEEDED, Mapping
from app.commerce.intake.readers.synonyms import guess
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.i18n import _l
from app.platform.audit import record

TRANSLATED = tuple(name for name in WORDS if name in MAPPABLE)
"""Fields whose words may be translated."""
TITLES = {**FIELDS, **EXTRA_FIELDS}
MONEY = (
    "goods", "postage", "cod_fee", "payment_fee", "wrapping_fee", "other_fee", "shop_coupon", "mall_coupon", "points",
    "other_discount", "total", "tax", "charged_10", "tax_10", "charged_8", "tax_8", "charged_0", "basis",
)  # fmt: skip


def sections():
    """`[(English msgid, [field])]`: the fields of a pattern as the page groups them."""
    order, lines = {*ORDER_FIELDS, "ordered_time"}, set(LINE_FIELDS)
    found = {}
    for name in MAPPABLE:
        if name in MONEY:
            title = _l("Amounts")
        elif name.startswith("buyer_") or name == "mail":
            title = _l("Who ordered")
        elif name.startswith("to_") or name == "slip":
            title = _l("Who receives")
        elif name in order:
            title = _l("The order")
        else:
            title = _l("Lines of the order") if name in lines else _l("How it is delivered")
        found.setdefault(title, []).append(name)
    return list(found.items())


def header_of(file):
    """The header of an IntakeFile, and its first rows. Raises Rejected when the file is gone."""
    with table_of(file, mappings()) as table:
        rows = []
        for _line, cells in table.rows:
            rows.append(cells)
            if len(rows) == 2:
                break
        return table.header, rows


def proposed(header):
    """`{our field: position}` guessed from a header."""
    return guess(header)


def mapping_from(name, kind, header, columns, words):
    """The Mapping of what a person chose: `columns` {field: position}, `words` {field: "theirs=ours" lines}.

    Raises Rejected: no name, a needed field open, a word that means nothing.
    """
    if not name.strip() or len(name.strip()) > 60:
        raise Rejected("Give the pattern a name of at most %(n)s letters.", "name", n=60)
    chosen = {field: at for field, at in columns.items() if field in MAPPABLE and 0 <= at < len(header)}
    absent = [TITLES[field] for field in NEEDED if field not in chosen]
    if absent:
        raise Rejected("Choose the column of %(names)s.", names=", ".join(absent))
    return Mapping(
        name=name.strip(),
        kind=kind,
        columns={field: (header[at], at) for field, at in chosen.items()},
        words={field: words_from(field, text) for field, text in words.items() if text.strip()},
        width=len(header),
    )


def words_from(field, text):
    """`{their word: ours}` of lines `theirs=ours`. Raises Rejected for a word that means nothing in that field."""
    found = {}
    for line in filter(str.strip, text.splitlines()):
        theirs, equals, ours = (part.strip() for part in line.partition("="))
        if not equals or ours not in WORDS.get(field, {}):
            raise Rejected(
                "“%(line)s”: write the file's word, =, and one of %(words)s.",
                line=line.strip(),
                words=", ".join(word for word in WORDS.get(field, {}) if word),
            )
        found[theirs] = ours
    return found


def keep(mapping, header, profile=None, version=None):
    """Keep a Mapping as a new pattern or in place of `profile`. Raises Rejected (name taken), Conflict."""
    same = session.scalar(select(IntakeProfile).where(IntakeProfile.name == mapping.name))
    if same is not None and same is not profile:
        raise Rejected("There is a pattern of this name already. Choose another name.", "name")
    if profile is None:
        profile = IntakeProfile(name=mapping.name, version=0)
        session.add(profile)
    elif version is not None and version != profile.version:
        raise Conflict("Somebody else has just changed this pattern. Please reload the page and look again.")
    profile.name, profile.kind, profile.header = mapping.name, mapping.kind, list(header)
    profile.columns = {field: list(pair) for field, pair in mapping.columns.items()}
    profile.words, profile.version = mapping.words, profile.version + 1
    profile.changed_by_name, profile.changed_at = context.actor().name, clock.now()
    session.flush()
    record("intake_profile.kept", profile, label=profile.name)
    return profile


def forget(profile):
    """Delete a pattern; files that are taken in already keep what they became."""
    record("intake_profile.removed", profile, label=profile.name)
    session.delete(profile)


def all_profiles():
    """The tenant's patterns, by name."""
    return list(session.scalars(profiles()))
