"""What one side may not look at yet: answers of a request whose rule keeps them closed until the deadline."""

_rules = []


def seal_by(rule):
    """Register `f(case_id) -> kinds`: received envelopes of these kinds stay closed for now."""
    _rules.append(rule)
    return rule


def sealed_kinds(case_id):
    """Kinds of received envelopes of the case that nobody of this side may open now."""
    return frozenset(kind for rule in _rules for kind in rule(case_id))
