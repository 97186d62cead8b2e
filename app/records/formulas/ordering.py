"""In which order formulas that look at one another are worked out."""

from app.records.formulas.errors import BadFormula


def in_order(needs, say=str):
    """Names of `needs` (`{name: names it looks at}`), each after those it needs; other names are ignored.

    Raises BadFormula with the chain, in the words of `say(name)`, when formulas go round in a circle.
    """
    done, way = [], []

    def visit(name):
        if name in done:
            return
        if name in way:
            chain = " → ".join(say(one) for one in [*way[way.index(name) :], name])
            raise BadFormula("These formulas go round in a circle: %(chain)s", chain=chain)
        way.append(name)
        for other in sorted(needs[name]):
            if other in needs:
                visit(other)
        way.pop()
        done.append(name)

    for name in needs:
        visit(name)
    return done
