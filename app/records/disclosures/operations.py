"""Limiting who may know of a record, and opening it again. What is decided counts from the next request on."""

from sqlalchemy import delete, select

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.kernel.events import publish
from app.kernel.i18n import translate
from app.platform.audit import record
from app.records.disclosures.model import Disclosure
from app.records.disclosures.queries import names_of, subjects_of

EVERYBODY = "everybody"


def restrict(kind, row, subjects, *, version=None):
    """Let only `subjects` (words) know of the record, besides whoever entered it and its `insiders`.

    Also replaces the subjects of a restricted one. The same set again changes nothing. Raises Rejected for a subject
    that does not exist or a set that leaves the actor out, Conflict when somebody saved since `version`.
    """
    before = _locked(row, version)
    wanted = _existing(subjects) | insiders(kind, row)
    who = context.actor()
    if who.kind != "system" and not who.subjects & wanted:
        raise Rejected(
            "You would not see this record any more. Add yourself, or a group you belong to.", "disclosed_to"
        )
    if before != wanted:
        row.restricted = True
        _write(row, before, wanted)
        _moved(kind, row, "restricted", before, wanted)


def open_up(kind, row, *, version=None):
    """Let everybody who may see the record type know of the record."""
    before = _locked(row, version)
    if row.restricted:
        row.restricted = False
        _write(row, before, set())
        _moved(kind, row, "opened", before, set())


def begin_restricted(kind, row, subjects):
    """`restrict` for a record that is being entered: nobody else has known of it for a moment. Before its flush."""
    wanted = _existing(subjects) | insiders(kind, row)
    row.restricted = True
    _write(row, set(), wanted)


def begin_alike(kind, row, source):
    """Let the row that is being entered be known to whoever knows of `source`, and to who enters it."""
    if source.restricted:
        begin_restricted(kind, row, session.scalars(subjects_of(source.id)))


def include_insiders(kind, row):
    """Add who became an insider of a restricted record by a change of it."""
    if kind.private and row.restricted:
        before = set(session.scalars(subjects_of(row.id)))
        _write(row, before, before | insiders(kind, row))


def include_people_named(kind, row, user_ids):
    """Add people who work on a restricted record from now on."""
    if kind.private and row.restricted:
        before = set(session.scalars(subjects_of(row.id)))
        _write(row, before, before | {f"user:{one}" for one in user_ids})


def include_people(kind, ids):
    """The same for many rows, as the database holds them now: those among `ids` that are restricted."""
    for row in session.scalars(select(kind.model).where(kind.model.id.in_(ids), kind.model.restricted)):
        session.refresh(row)
        include_insiders(kind, row)


def insiders(kind, row):
    """The subjects who always know of the record: whoever entered it, and the people its `insiders` fields name."""
    people = [row.created_by_id or context.actor().id, *(getattr(row, name) for name in kind.insiders)]
    return {f"user:{one}" for one in people if one}


def forget(subject, kinds):
    """Take a subject that ceases to exist out of all disclosures: records become known to fewer, never to more."""
    ids = session.scalars(
        delete(Disclosure).where(Disclosure.subject == subject).returning(Disclosure.record_id)
    ).all()
    name = names_of([subject]).get(subject, "")
    for kind in kinds if ids else ():
        for row in session.scalars(select(kind.model).where(kind.model.id.in_(ids)).order_by(kind.model.id)):
            record(f"{kind.name}.restricted", row, label=_label(kind, row), changes={"reach": [name, ""]})


def _locked(row, version):
    session.refresh(row, with_for_update=True)
    if version is not None and version != row.version:
        raise Conflict("Somebody else has changed this in the meantime. Look at it again, then save.")
    return set(session.scalars(subjects_of(row.id)))


def _existing(subjects):
    wanted = set(subjects)
    if wanted - names_of(wanted).keys():
        raise Rejected("This entry does not exist any more. Choose another.", "disclosed_to")
    return wanted


def _write(row, before, after):
    if before - after:
        gone = Disclosure.subject.in_(before - after)
        session.execute(delete(Disclosure).where(Disclosure.record_id == row.id, gone))
    session.add_all(Disclosure(record_id=row.id, subject=one) for one in sorted(after - before))


def _moved(kind, row, verb, before, after):
    row.version, row.changed_at = row.version + 1, clock.now()
    session.flush()  # the version the page shows next
    names = names_of(before | after)
    changes = {"reach": [_said(before, names), _said(after, names)]}
    record(f"{kind.name}.{verb}", row, label=_label(kind, row), changes=changes)
    publish("record.happened", kind=kind, row=row, verb=verb, changes=changes)


def _said(words, names):
    return ", ".join(sorted(names.get(one, one) for one in words)) if words else translate("Everybody")


def _label(kind, row):
    return f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
