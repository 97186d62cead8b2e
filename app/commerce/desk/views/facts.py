"""What an alert found, in a few words behind its name."""

from app.kernel.i18n import translate
from app.web.filters import yen

_FACTS = {
    "yen": yen,
    "days": lambda value: translate("%(days)s days", days=value),
    "letters": str,
    "code": str,
    "name": str,
    "ours": lambda value: translate("ours: %(yen)s", yen=yen(value)),
    "orders": ", ".join,
    "on": str,
}


def fact_of(alert):
    """What an alert found, in a few words behind its name."""
    said = [_FACTS[name](value) for name, value in (alert.facts or {}).items() if name in _FACTS and value]
    return " · ".join(said)
