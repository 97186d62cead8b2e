"""How the addresses of two thousand views are made: what writes one is compiled when somebody first asks for it."""

from functools import cache

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule that is ready to be matched at once and to be written later.

    Each process loads all rules but writes few of their addresses (worker and clock next to none); compiling the
    writers of all took a quarter of the start.
    """

    def _compile_builder(self, append_unknown=True):
        """What writes an address from its values, as werkzeug makes it, but made at the first call."""

        @cache
        def writer():
            return super(LateRule, self)._compile_builder(append_unknown)

        return lambda rule, /, **values: writer()(rule, **values)
