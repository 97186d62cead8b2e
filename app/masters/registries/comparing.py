"""What a registry says beside what stands in a partner."""

from dataclasses import dataclass

from app.masters.partners.record import PARTNER
from app.masters.registries.companies import TAKEN
from app.records.kit.reading import shown


@dataclass(frozen=True)
class Difference:
    """A field in which they differ: `before` and `after` in words, `value` as it is taken. `chosen`: nothing stands
    there yet, so nothing is lost.
    """

    name: str
    label: str
    before: str
    after: str
    value: object
    chosen: bool


def differences(company, partner=None):
    """The Differences between a Company and a Partner (None: a new one, everything is new)."""
    said = {"corporate_number": company.number, **{name: getattr(company, name) for name in TAKEN}}
    found = []
    for name, value in said.items():
        of = PARTNER.fields[name]
        held = getattr(partner, name) if partner is not None else None
        if value not in (None, "") and value != held:
            before = _in_words(of, held) if held not in (None, "") else ""
            found.append(Difference(name, of.label, before, _in_words(of, value), value, not before))
    return found


def _in_words(of, value):
    return f"{value:,}" if isinstance(value, int) else shown(of, value)
