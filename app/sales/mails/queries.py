"""Mails as the pages ask for them: one's own, nobody else's."""

from sqlalchemy import func, select

from app.kernel import context
from app.kernel.db import session
from app.records.kit.queries import reach, titles
from app.sales.mails.model import WAITING, IncomingMail
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON


def own(*states):
    """Select of the actor's mails in these states (none: all)."""
    found = select(IncomingMail).where(IncomingMail.user_id == context.actor().id)
    return found.where(IncomingMail.state.in_(states)) if states else found


def counts():
    """`{state: number}` of the actor's mails."""
    grouped = select(IncomingMail.state, func.count()).where(IncomingMail.user_id == context.actor().id)
    return dict(session.execute(grouped.group_by(IncomingMail.state)).all())


def named(mails):
    """`({partner id: name}, {activity id: subject})` of what mails propose or became, as far as it is there."""
    partners = titles("partner", {one.partner_id for one in mails})
    return partners, titles("activity", {one.activity_id for one in mails})


def next_waiting(mail=None):
    """The mail to look at after this one: the next older, else the newest; None when none waits."""
    newest = own(WAITING).order_by(IncomingMail.received_at.desc(), IncomingMail.id.desc()).limit(200)
    waiting = [one for one in session.scalars(newest) if mail is None or one.id != mail.id]
    older = [one for one in waiting if mail and one.received_at < mail.received_at]
    return (older or waiting or [None])[0]


def made_of(activity_id):
    """The mail an activity was made of (anybody's: only its thread is asked), or None."""
    found = select(IncomingMail).where(IncomingMail.activity_id == activity_id).order_by(IncomingMail.id)
    return session.scalars(found.limit(1)).first()


def me():
    """Id of the actor."""
    return context.actor().id


def with_chosen(persons, person_id):
    """The people of an account, and the chosen one where they are not among them."""
    if person_id is None or any(one.id == person_id for one in persons):
        return persons
    chosen = select(Person.id, Person.name, Person.title).where(Person.id == person_id, reach(PERSON))
    return [*session.execute(chosen), *persons]
