"""The shop of the orders' tests, with rules."""

import pytest

from app.commerce.robot.operations import enter_rule, switch_on
from app.commerce.robot.trying import try_out
from app.kernel.db import session
from tests.commerce.orders.conftest import shop

__all__ = ["shop"]


class Rules:
    """Rules as tests speak of them."""

    def enter(self, name, trigger="imported", at=None, conditions=None, actions=None, stops=False):
        """A rule that is switched off."""
        content = {
            "name": name,
            "trigger": trigger,
            "at": at or {},
            "conditions": conditions or {},
            "stops": stops,
        }
        rule = enter_rule(content | {"actions": actions or {"note": name}})
        session.flush()
        return rule

    def on(self, name, *given, **named):
        """A rule that was tried and switched on."""
        rule = self.enter(name, *given, **named)
        try_out(rule, 1)
        switch_on(rule)
        session.flush()
        return rule


@pytest.fixture
def rules():
    """Enters rules."""
    return Rules()
