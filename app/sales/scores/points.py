"""From what we know of a person to points. Pure."""

from dataclasses import dataclass

PARTS = ("recency", "count", "role", "amount", "colleagues")
ROLES = {"decider": 1.0, "influencer": 0.75, "window": 0.5, "user": 0.5, "opponent": 0.25}
ENOUGH_ACTIVITIES = 10
ENOUGH_COLLEAGUES = 5
"""So many bring all points of their part."""
SHOWN = 60


@dataclass(frozen=True)
class Facts:
    """`days` since the last activity (None: never), `count` of 90 days, `rank` of open amount between 0 and 1."""

    days: int | None = None
    count: int = 0
    role: str = ""
    rank: float = 0.0
    colleagues: int = 0


def parts_of(facts, weights):
    """`{part: [points, at most]}`. `weights`: most points by part, and `half_life` in days."""
    shares = {
        "recency": 0 if facts.days is None else 0.5 ** (max(facts.days, 0) / max(weights["half_life"], 1)),
        "count": min(facts.count / ENOUGH_ACTIVITIES, 1),
        "role": ROLES.get(facts.role, 0),
        "amount": facts.rank,
        "colleagues": min(facts.colleagues / ENOUGH_COLLEAGUES, 1),
    }
    most = {part: max(weights[part], 0) for part in PARTS}
    return {part: [round(most[part] * shares[part]), most[part]] for part in PARTS}


def ranks(amounts):
    """`{person: rank}` of `{person: yen}`: 1 for the largest, falling evenly; nothing for nothing; equals share."""
    sizes = sorted({yen for yen in amounts.values() if yen > 0})
    places = {yen: place / len(sizes) for place, yen in enumerate(sizes, 1)}
    return {one: places.get(yen, 0.0) for one, yen in amounts.items()}


def trend_with(trend, day, score):
    """The trend with the score of the day `day` (its ISO text); a second one of the same day takes its place."""
    kept = [pair for pair in trend if pair[0] != day]
    if kept and kept[-1][1] == score:
        return kept
    return [*kept, [day, score]][-SHOWN:]
