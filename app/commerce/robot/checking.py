"""Whether what was entered makes a rule that can work."""

import re

from app.commerce.carriers.services import SERVICES
from app.commerce.robot.acting import ACCEPTABLE, GOALS, MAILABLE, ORDER, SETTABLE
from app.commerce.robot.matching import CONDITIONS
from app.commerce.robot.model import TRIGGERS
from app.commerce.slips.statuses import BEFORE_SHIPPING, DONE, HELD, SHIPPED
from app.kernel.errors import Rejected

REACHABLE = tuple(one for one in (*BEFORE_SHIPPING, SHIPPED, DONE) if one != HELD)
"""Statuses a rule may wait for; held slips are left alone."""
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
LEAST_MINUTES = 5


def check_trigger(trigger, at):
    """`at` as it is kept. Raises Rejected for a trigger that never comes."""
    if trigger not in TRIGGERS:
        raise Rejected("Choose when the rule works.", "trigger")
    if trigger == "imported":
        return {}
    if trigger == "moved":
        if at.get("to") not in REACHABLE:
            raise Rejected("Choose the standing that slips reach.", "to")
        return {"to": at["to"]}
    if at.get("minutes"):
        if not LEAST_MINUTES <= at["minutes"] <= 24 * 60:
            raise Rejected("Enter 5 to 1,440 minutes.", "minutes")
        return {"minutes": at["minutes"]}
    if not _TIME.fullmatch(at.get("time") or ""):
        raise Rejected("Enter a time of day such as 09:30, or a number of minutes.", "time")
    return {"time": at["time"].rjust(5, "0")}


def check_content(conditions, actions):
    """Raises Rejected for actions that contradict each other or lead nowhere, and for unknown names."""
    if set(conditions) - set(CONDITIONS) or set(actions) - set(ORDER):
        raise Rejected("Please choose one of the offered values.")
    if not actions:
        raise Rejected("Choose at least one thing that the rule does.", "move")
    if "move" in actions and actions["move"] not in GOALS:
        raise Rejected("A rule cannot move slips there.", "move")
    if "move" in actions and "hold" in actions:
        raise Rejected("A rule either moves slips or puts them on hold.", "hold")
    if set(actions.get("set", ())) - set(SETTABLE) or set(actions.get("accept", ())) - set(ACCEPTABLE):
        raise Rejected("Please choose one of the offered values.")
    if actions.get("mail", MAILABLE[0]) not in MAILABLE:
        raise Rejected("Please choose one of the offered values.", "mail")
    service = SERVICES.get(actions.get("set", {}).get("service"))
    if service and service.carrier != actions["set"].get("carrier", service.carrier):
        raise Rejected("This carrier does not offer this service.", "service")
    for name in ("total", "quantity", "ordered_days", "planned_days", "shipped_days"):
        least, most = conditions.get(name, (None, None))
        if least is not None and most is not None and least > most:
            raise Rejected("The first number is above the second.", f"{name}_from")
