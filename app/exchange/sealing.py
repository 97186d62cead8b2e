"""What one side may not look at yet: answers of a request whose rule keeps them closed until the deadline."""

_rules = []


def seal_by(rule):
    """Register `f(case_ids) -> {case_id: kinds}`: received envelopes of these kinds stay closed for now."""
    _rules.append(rule)
    return rule


def sealed_among(case_ids):
    """`{case_id: kinds}` for each of `case_ids`: received kinds that nobody of this side may open now."""
    found = {case_id: frozenset() for case_id in case_ids}
    for rule in _rules if found else ():
        for case_id, kinds in rule(list(found)).items():
            found[case_id] |= frozenset(kinds)
    return found


def sealed_kinds(case_id):
    """`sealed_among` for one case."""
    return sealed_among([case_id])[case_id]
