"""The log: one deed for a slip, a rule and its version. Whoever writes it first does the work."""

import orjson
from sqlalchemy import select, text

from app.commerce.robot.model import RobotDeed
from app.commerce.stock.bulk import update_rows
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id

_ENTER = text("""
    INSERT INTO robot_deeds
        (tenant_id, id, rule_id, rule_version, run_id, slip_id, matched, done, refused, created_at)
    SELECT :tenant, given.id, :rule, :version, :run, given.slip_id, CAST(given.matched AS jsonb), CAST(:done AS jsonb),
        '{}', :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:slips AS uuid[]), CAST(:matched AS text[])) AS given (id, slip_id, matched)
    ON CONFLICT (tenant_id, slip_id, rule_id, rule_version) DO NOTHING
    RETURNING slip_id
""")


def enter_deeds(rule, run_id, hits):
    """Write a deed for each of `hits` (`[(Facts, Verdict)]`) that has none yet; the ids of those slips.

    Two runs that meet the same slip wait here for each other: only one of them gets it.
    """
    if not hits:
        return set()
    session.flush()
    given = {
        "tenant": context.tenant_id(),
        "rule": rule.id,
        "version": rule.version,
        "run": run_id,
        "done": orjson.dumps(rule.actions).decode(),
        "now": clock.now(),
        "ids": [new_id() for _hit in hits],
        "slips": [facts.id for facts, _verdict in hits],
        "matched": [orjson.dumps(verdict.matched).decode() for _facts, verdict in hits],
    }
    return set(session.scalars(_ENTER, given))


def note_refusals(rule, refusals):
    """Write down what single slips did not allow: `{slip id: {action: code}}`."""
    rows = [
        (slip_id, rule.id, rule.version, orjson.dumps(some).decode()) for slip_id, some in refusals.items()
    ]
    columns = {"slip_id": "uuid", "rule_id": "uuid", "rule_version": "bigint", "refused": "jsonb"}
    update_rows("robot_deeds", ("slip_id", "rule_id", "rule_version"), columns, rows)


def worked_on(rule, slip_ids):
    """Those of the slips that this version of the rule has worked on already."""
    found = select(RobotDeed.slip_id).where(
        RobotDeed.rule_id == rule.id,
        RobotDeed.rule_version == rule.version,
        RobotDeed.slip_id.in_(slip_ids),
    )
    return set(session.scalars(found))
