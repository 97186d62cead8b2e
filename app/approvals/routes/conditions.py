"""Conditions of routes: a tree over facts, kept as JSON.

Branches `{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}`; an empty `all` always holds. Leaves:
`{"fact": "organisation", "within": id}` (the department or one below it), `{"fact": "amount", "at_least": yen}`,
`{"fact": "amount", "below": yen}`, `{"fact": "category", "in": [id, …]}`, `{"fact": name, "is": value}` for extras.
"""

ALWAYS = {"all": []}


def holds(condition, facts, lineage):
    """Whether `condition` holds for `facts` (Facts). `lineage`: ids of the department and all above it."""
    if "all" in condition:
        return all(holds(one, facts, lineage) for one in condition["all"])
    if "any" in condition:
        return any(holds(one, facts, lineage) for one in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], facts, lineage)
    return _leaf(condition, facts, lineage)


def _leaf(leaf, facts, lineage):
    fact = leaf["fact"]
    if fact == "organisation":
        return leaf["within"] in {str(one) for one in lineage}
    if fact == "amount":
        amount = facts.amount or 0
        return amount >= leaf["at_least"] if "at_least" in leaf else amount < leaf["below"]
    if fact == "category":
        return facts.category is not None and str(facts.category) in leaf["in"]
    return facts.extra.get(fact) == leaf["is"]


def leaves(condition):
    """Every leaf of the tree, in order."""
    for branch in ("all", "any"):
        if branch in condition:
            return [leaf for one in condition[branch] for leaf in leaves(one)]
    return leaves(condition["not"]) if "not" in condition else [condition]


def depth(condition, lineage):
    """How near the department is that the condition names: higher is more specific, 0 means none named."""
    order = [str(one) for one in lineage]
    named = [leaf["within"] for leaf in leaves(condition) if leaf["fact"] == "organisation"]
    return max((len(order) - order.index(one) for one in named if one in order), default=0)


def built(*, organisation_id=None, at_least=None, below=None, categories=(), extras=()):
    """The tree of what the form offers: everything that was given must hold. Amounts in yen, tax-exclusive."""
    parts = []
    if organisation_id:
        parts.append({"fact": "organisation", "within": str(organisation_id)})
    if at_least is not None:
        parts.append({"fact": "amount", "at_least": at_least})
    if below is not None:
        parts.append({"fact": "amount", "below": below})
    if categories:
        parts.append({"fact": "category", "in": sorted(str(one) for one in categories)})
    parts += [{"fact": name, "is": True} for name in extras]
    return {"all": parts}


def taken_apart(condition):
    """The arguments of `built` that make this tree again (only for trees that `built` made)."""
    found = {"organisation_id": None, "at_least": None, "below": None, "categories": [], "extras": []}
    for leaf in leaves(condition):
        if leaf["fact"] == "organisation":
            found["organisation_id"] = leaf["within"]
        elif leaf["fact"] == "amount":
            found |= {key: leaf[key] for key in ("at_least", "below") if key in leaf}
        elif leaf["fact"] == "category":
            found["categories"] = leaf["in"]
        else:
            found["extras"] = [*found["extras"], leaf["fact"]]
    return found
