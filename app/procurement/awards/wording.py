"""States and sums of an award as readers meet them."""

from app.kernel.i18n import _l

STATES = {
    "in_approval": (_l("In approval"), "waiting"),
    "approved": (_l("Approved"), "done"),
    "returned": (_l("Sent back"), "problem"),
    "rejected": (_l("Refused"), "problem"),
}
MODES = {
    "whole": _l("Everything from one supplier"),
    "per_line": _l("Line by line"),
    "split": _l("Split quantities"),
}
SAVINGS = {
    "lowest": _l("Compared with the lowest answers"),
    "first": _l("Compared with the first answers"),
    "target": _l("Compared with the target prices"),
}
OUTCOMES = {
    "awarded": (_l("Chosen"), "done"),
    "not_awarded": (_l("Not chosen"), "closed"),
}
