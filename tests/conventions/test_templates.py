"""Templates mirror the packages, are all used, hold no inline code and no words that cannot be translated."""

import pytest

from tests.conventions.checks import templates, tree, words
from tests.support.planted import plant

SHOW = "templates/sales/deals/show.html"


def tree_with(root, files):
    """Plant a noun `sales/deals` whose view renders `show.html`, and the given files."""
    view = "page('sales/deals/show.html', fragment='sales/deals/_row.html')"
    base = {"app/sales/deals/views/closures.py": view, SHOW: "", "templates/sales/deals/_row.html": ""}
    return plant(root, base | files)


def test_templates_are_where_they_belong_used_and_safe():
    assert templates.violations(tree.ROOT) == []


def test_visible_words_can_be_translated():
    assert words.violations(tree.ROOT) == []


@pytest.mark.parametrize(
    "files, said",
    [
        ({"templates/show.html": ""}, "a template lives in its package's folder"),
        ({"templates/payroll/show.html": ""}, "there is no app/payroll/"),
        ({"templates/sales/leads/show.html": ""}, "there is no app/sales/leads"),
        ({"templates/sales/deals/pins/show.html": ""}, "there is no app/sales/deals/views/pins.py"),
    ],
)
def test_a_misplaced_template_is_reported(tmp_path, files, said):
    found = templates.violations(tree_with(tmp_path, files))
    assert len(found) == 2
    assert said in found[0]
    assert "nothing renders, includes" in found[1]


@pytest.mark.parametrize(
    "files, said",
    [
        ({"templates/sales/deals/closures/show.html": ""}, "nothing renders, includes, imports"),
        ({SHOW: "{% include 'sales/deals/_gone.html' %}"}, "there is no template sales/deals/_gone.html"),
        ({"app/sales/deals/tasks.py": "render('sales/deals/gone.html')"}, "app: there is no template"),
        ({"app/supply/quotes/views.py": "page('sales/deals/show.html')"}, "belongs to sales"),
        ({SHOW: "{% if %}"}, f"{SHOW}:1: "),
    ],
)
def test_an_unused_missing_borrowed_or_broken_template_is_reported(tmp_path, files, said):
    [found] = templates.violations(tree_with(tmp_path, files))
    assert said in found


@pytest.mark.parametrize(
    "html",
    [
        "<script>go()</script>",
        "<style>a {}</style>",
        '<p class="a" style="color: red">',
        '<p {{ {"style": x}|xmlattr }}>',
        '<a onclick="go()">',
        '<a hx-on:click="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        "{% autoescape false %}{% endautoescape %}",
    ],
)
def test_inline_code_is_reported(tmp_path, html):
    [found] = templates.violations(tree_with(tmp_path, {SHOW: "<p>\n\n" + html}))
    assert found.startswith(f"{SHOW}:3: ")


def test_an_honest_tree_is_accepted(tmp_path):
    files = {
        SHOW: "{# style= #}{% extends 'layouts/page.html' %}{% include 'sales/' ~ kind ~ '/_card.html' %}",
        "templates/layouts/page.html": '<script src="/a.js"></script><script nonce="{{ n }}">1</script>',
        "templates/sales/deals/closures/_card.html": "<p>{{ _('Close') }}</p>",
        "templates/sales/mails/closed.txt": "",
        "app/sales/deals/tasks.py": "mail('sales/mails/closed')",
    }
    assert templates.violations(tree_with(tmp_path, files)) == []
    assert words.violations(tmp_path) == []


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("app/sales/deals/model.py", "x = '案件'", "write the sentence in English inside _()"),
        (SHOW, "<p>案件</p>", "Japanese in a template"),
        (SHOW, "<p>Close {{ name }}</p>", "'Close' cannot be translated; put it inside _()"),
        (SHOW, '<input placeholder="Name">', "'Name' cannot be translated"),
        (SHOW, '<a class="x" aria-label="Open {{ name }}">', "'Open' cannot be translated"),
        ("templates/sales/mails/closed.txt", "Dear {{ name }}", "'Dear' cannot be translated"),
    ],
)
def test_words_that_cannot_be_translated_are_reported(tmp_path, name, text, said):
    [found] = words.violations(plant(tmp_path, {name: text}), allowed={})
    assert found.startswith(name)
    assert said in found


def test_documentation_and_listed_data_may_be_japanese(tmp_path):
    code = '"""案件"""\nx = 1  # 案件\n"""案件"""\n_("Enter a date such as 令和8年11月21日.")'
    plant(tmp_path, {"app/a.py": code, "app/demo/names.py": "x = '山田精機'"})
    assert words.violations(tmp_path) == []
