"""Every night all persons are scored anew."""

from sqlalchemy import delete, select, update

from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.sales.persons.model import Person
from app.sales.scores.model import PersonScore
from app.sales.scores.points import parts_of, trend_with
from app.sales.scores.queries import facts, weights


def score():
    """Score all persons; how they stood before is kept as their trend. Returns how many."""
    today, most = clock.today(), weights()
    trends = dict(session.execute(select(PersonScore.person_id, PersonScore.trend)).all())
    rows = []
    for person_id, known in facts().items():
        parts = parts_of(known, most)
        whole = sum(points for points, _most in parts.values())
        trend = trend_with(trends.get(person_id, []), today.isoformat(), whole)
        rows.append({"person_id": person_id, "score": whole, "parts": parts, "trend": trend})
    session.execute(delete(PersonScore))
    count = copy_in(PersonScore, rows, {"scored_on": today}) if rows else 0
    session.execute(_copied())
    return count


def _copied():
    """The score beside the person, for lists; nobody changed the person by that."""
    mine = PersonScore.tenant_id == Person.tenant_id, PersonScore.person_id == Person.id
    now = select(PersonScore.score).where(*mine).scalar_subquery()
    another = update(Person).where(Person.score.is_distinct_from(now))
    return another.values(score=now, changed_at=Person.changed_at).execution_options(
        synchronize_session=False
    )
