"""Addresses are written as werkzeug writes them, also by rules that are compiled late."""

from uuid import UUID

from flask import Flask, url_for
from werkzeug.routing import Rule

from app.web.addresses import LateRule

ONE = UUID(int=7)
RULES = ("/", "/orders/<uuid:order>", "/a b/<path:rest>/<int:page>")


def written(rule_class):
    app = Flask("addresses")
    app.url_rule_class = rule_class
    for place, rule in enumerate(RULES):
        app.add_url_rule(
            rule, f"n{place}", lambda **_values: "", defaults={"page": 1} if place == 1 else None
        )
    with app.test_request_context():
        return [
            url_for("n0"),
            url_for("n0", q="花 1", rule="x"),
            url_for("n1", order=ONE),
            url_for("n1", order=ONE, page=1, more=[1, 2]),
            url_for("n2", rest="x/ y", page=3, self="s"),
        ]


def test_late_rules_write_the_same_addresses():
    assert written(LateRule) == written(Rule)


def test_nothing_is_compiled_before_somebody_asks(monkeypatch):
    compiled = []
    own = Rule._compile_builder
    monkeypatch.setattr(
        Rule, "_compile_builder", lambda self, more=True: compiled.append(self.rule) or own(self, more)
    )
    app = Flask("addresses", static_folder=None)
    app.url_rule_class = LateRule
    app.add_url_rule("/here", "here", lambda: "")
    assert app.test_client().get("/here").status_code == 200
    assert compiled == []
    with app.test_request_context():
        assert [url_for("here"), url_for("here"), url_for("here", a=1)] == ["/here", "/here", "/here?a=1"]
    assert compiled == ["/here"]
