"""Imports point downwards; each contract of pyproject.toml is seen to refuse a planted import."""

import tomllib

import pytest

from tests.conventions.checks import imports, tree
from tests.support.planted import skeleton

PLANTED = {
    "packages": {"app/kernel/clock.py": "import app.masters.taxes", "app/masters/taxes.py": ""},
    "nouns": {"app/sales/deals/model.py": "import app.sales.deals.tasks", "app/sales/deals/tasks.py": ""},
    "circles": {
        "app/sales/deals/closing.py": "import app.sales.leads.winning",
        "app/sales/leads/winning.py": "import app.sales.deals.pricing",
        "app/sales/deals/pricing.py": "",
    },
    "web": {"app/sales/deals/operations.py": "from flask import request"},
    "rq": {"app/sales/deals/operations.py": "import rq"},
    "redis": {"app/sales/deals/operations.py": "import redis"},
    "s3": {"app/sales/deals/operations.py": "import boto3"},
    "smtp": {"app/sales/deals/operations.py": "import smtplib"},
    "shops": {"app/sales/deals/operations.py": "import httpx"},
    "reports": {
        "app/reports/spend/queries.py": "import app.sales.deals.model",
        "app/sales/deals/model.py": "",
    },
}
ALSO_PLANTED = [
    ("packages", {"app/payroll/salaries.py": ""}, "app.payroll"),
    ("packages", {"app/sales/a.py": "import app.supply.b", "app/supply/b.py": ""}, "app.supply"),
    ("web", {"app/sales/deals/closing.py": "import app.web.pages", "app/web/pages.py": ""}, "app.web"),
    ("web", {"app/sales/deals/model.py": "import wtforms"}, "wtforms"),
]
INNOCENT = {
    "app/factory.py": "import app.sales.deals.views",
    "app/web/pages.py": "import flask",
    "app/sales/deals/views/closures.py": "import flask, app.web.pages, app.sales.deals.queries",
    "app/sales/deals/forms.py": "import wtforms",
    "app/sales/deals/queries.py": "import app.sales.deals.model",
    "app/sales/deals/model.py": "import app.kernel.clock",
    "app/kernel/clock.py": "",
    "app/platform/jobs/queue.py": "import rq, redis",
    "app/platform/storage/s3.py": "import boto3",
    "app/platform/mail/delivery.py": "import smtplib",
    "app/commerce/malls/calling.py": "import httpx, paramiko, ftplib",
}


@pytest.fixture
def planted(tmp_path):
    """Make an importable skeleton with the project's contracts and the given modules."""
    (tmp_path / "pyproject.toml").write_text(tree.text(tree.ROOT / "pyproject.toml"), encoding="utf-8")
    return lambda files: skeleton(tmp_path, files)


def test_the_tree_keeps_its_import_contracts():
    assert imports.violations(tree.ROOT) == []


def test_each_contract_has_a_planted_violation():
    settings = tomllib.loads(tree.text(tree.ROOT / "pyproject.toml"))
    assert {c["id"] for c in settings["tool"]["importlinter"]["contracts"]} == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_its_contract_alone(planted, contract):
    [said] = imports.violations(planted(PLANTED[contract]))
    assert said.count(" BROKEN\n") == 1
    assert len(imports.violations(planted({}), contract)) == 1


@pytest.mark.parametrize("contract, files, named", ALSO_PLANTED)
def test_other_ways_to_break_a_contract_are_named(planted, contract, files, named):
    [said] = imports.violations(planted(files), contract)
    assert named in said


def test_an_honest_tree_keeps_every_contract(planted):
    assert imports.violations(planted(INNOCENT)) == []


def test_nobody_imports_another_nouns_views_forms_or_tasks():
    assert imports.private_imports(tree.ROOT) == []


def test_a_planted_import_of_private_modules_is_reported(tmp_path):
    skeleton(tmp_path, {"app/sales/deals/views.py": "from app.sales.leads.forms import LeadForm"})
    [found] = imports.private_imports(tmp_path)
    assert found.startswith(
        "app/sales/deals/views.py:1: app.sales.leads.forms.LeadForm is private to its noun"
    )
