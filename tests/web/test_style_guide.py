"""Every component keeps what pages promise: it parses, is labelled, translated, and free of inline code."""

import re
from functools import cache

import pytest

from tests.conventions.checks import translations, tree
from tests.support import page_rules
from tests.support.markup import Markup


@cache
def english():
    return frozenset(key[1] for key in translations.messages(tree.ROOT))


@pytest.mark.parametrize("rule", page_rules.RULES, ids=lambda rule: rule.__name__)
def test_the_guide_keeps_every_rule_of_a_page(visit, rule):
    answer = visit("/style-guide")
    assert answer.status_code == 200
    nonce = re.search("'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
    assert list(rule(Markup(answer.get_data(as_text=True)), nonce=nonce, english=english())) == []


def test_the_guide_is_complete_in_english(pages):
    client = pages.test_client()
    client.set_cookie("language", "en")
    page = client.get("/style-guide").get_data(as_text=True)
    assert "Every component in all its states" in page
    assert "見積依頼" not in page


def test_every_component_is_shown():
    offered = set(re.findall(r"(\w+)(?=[,\s=])", " ".join(
        line.split("=")[0] for line in (tree.ROOT / "templates/_components/ui.html").read_text().splitlines()
        if line.startswith("{% set")
    ))) - {"set"}  # fmt: skip
    shown = " ".join(path.read_text() for path in (tree.ROOT / "templates/style_guide").glob("*.html"))
    elsewhere = {
        "error_summary",
        "bare_field",
        "search_box",
        "flashes_oob",
        "icon",
        "file_list",
    }  # within others
    assert {name for name in offered - elsewhere if f"ui.{name}(" not in shown} == set()
