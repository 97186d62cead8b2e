"""Rules and deeds as pages show them."""

from dataclasses import dataclass

from app.commerce.robot import queries, telling, wording
from app.commerce.robot.operations import standing_rules
from app.commerce.robot.stopping import present_stop, waiting_slips


@dataclass(frozen=True)
class Shown:
    """One deed: `row` of `queries.deed_rows`, what was done, why, and what the slip did not allow."""

    row: object
    done: list
    why: list
    refused: list


def shown_deeds(rows):
    """Shown for each row."""
    names = queries.names_for([_Rule(row.matched, row.done) for row in rows]) if rows else queries.Names()
    return [
        Shown(
            row,
            wording.deeds(row.done, names),
            telling.reasons(row.matched, names),
            telling.refused(row, names),
        )
        for row in rows
    ]


def deeds_on(slip_id):
    """What the robot did to a slip, for its page."""
    return shown_deeds(queries.deeds_of(slip_id))


@dataclass(frozen=True)
class _Rule:
    """What a deed speaks of, in the shape of a rule."""

    matched: dict
    actions: dict

    @property
    def conditions(self):
        """Products that fitted."""
        return {"holds": self.matched.get("holds", [])}


def list_of_rules():
    """Values of the page with all rules."""
    found = standing_rules()
    names, done, stop = queries.names_for(found), queries.deeds_done(), present_stop()
    return {
        "rules": [(one, wording.sentence_of(one, names), done.get(one.id, (0, None))) for one in found],
        "stop": stop,
        "waiting": waiting_slips() if stop else 0,
        "troubles": queries.troubles(),
    }


def rule_page(rule, form):
    """Values of the page of one rule; `form` asks for a dry run."""
    names = queries.names_for([rule])
    trial = rule.trial or {}
    return {
        "rule": rule,
        "sentence": wording.sentence_of(rule, names),
        "form": form,
        "trial": trial,
        "left_out": telling.left_out(trial.get("left_out", {})),
        "examples": [(one, telling.reasons(one["matched"], names)) for one in trial.get("examples", ())],
        "stop": present_stop(),
    }
