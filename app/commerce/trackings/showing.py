"""What the page of a file of numbers shows."""

from app.commerce.trackings.matching import found
from app.commerce.trackings.operations import REFUSALS, lines_of
from app.commerce.trackings.wording import STATES
from app.kernel.i18n import translate

SHOWN = 300


def look_of(intake):
    """Values of `commerce/trackings/show.html`: findings that need eyes first, counts, lines that came back."""
    findings = found(lines_of(intake)) if intake.status == "draft" else []
    findings.sort(key=lambda one: (one.goes and not one.doubtful, one.state == "same"))
    return {
        "intake": intake,
        "findings": findings[:SHOWN],
        "unshown": len(findings) - SHOWN,
        "refused": [(place, translate(message, **values)) for place, message, values in intake.refused],
        "counts": {state: sum(one.state == state for one in findings) for state in STATES},
        "left": sum(not one.goes and one.state != "same" for one in findings),
        "doubtful": sum(bool(one.doubtful) for one in findings),
        "why": {code: translate(said) for code, said in REFUSALS.items()},
    }
