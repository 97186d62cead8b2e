"""Import contracts that may name modules the tree does not have yet.

import-linter's own kinds stop with an error at a name they cannot find. Ours set such names aside, so that a
contract can stand in pyproject.toml before the package it speaks of. A *wrong* name is caught by the planted
violations of test_imports.py, which would no longer be reported.
"""

from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.protected import ProtectedContract


def present(graph, expressions):
    """Return the module expressions of which the import graph knows at least one module."""
    return {e for e in expressions if e.has_wildcard_expression() or e.expression in graph.modules}


class ProtectedWherePresent(ProtectedContract):
    """import-linter's `protected`, for modules that exist."""

    type_name = "protected_where_present"

    def check(self, graph, verbose):
        """Check with the names the graph knows."""
        self.protected_modules = present(graph, self.protected_modules)
        self.allowed_importers = present(graph, self.allowed_importers)
        return super().check(graph, verbose)


class ForbiddenWherePresent(ForbiddenContract):
    """import-linter's `forbidden`, for modules that exist."""

    type_name = "forbidden_where_present"

    def check(self, graph, verbose):
        """Check with the names the graph knows."""
        self.source_modules = present(graph, self.source_modules)
        self.forbidden_modules = present(graph, self.forbidden_modules)
        return super().check(graph, verbose)
