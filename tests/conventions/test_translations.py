"""The Japanese catalogue is complete, and nothing in it is left over."""

import pytest

from tests.conventions.checks import translations, tree
from tests.support.planted import plant

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
CLOSE = HEAD + 'msgid "Close"\nmsgstr "閉じる"\n'


def tree_with(root, code, catalogue):
    return plant(root, {"app/sales/deals/views.py": code, "app/sales/translations/ja.po": catalogue})


def test_every_sentence_has_its_japanese():
    assert translations.violations(tree.ROOT) == []


@pytest.mark.parametrize(
    "code, catalogue, said",
    [
        ("x = _('Close')\n_l('Open')", CLOSE, "'Open' has no Japanese; add it to app/sales/"),
        ("raise Rejected('Too late')\n_('Close')", CLOSE, "'Too late' has no Japanese"),
        ("class Late(Rejected): ...\nraise Late('Too late', field='x')\n_('Close')", CLOSE, "'Too late'"),
        ("", CLOSE, "'Close' is said nowhere; delete the entry"),
        ("_('Close')", HEAD + 'msgid "Close"\nmsgstr ""\n', "'Close' is empty"),
        ("_('Close')", HEAD + '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n', "is fuzzy"),
        ("_('By %(name)s')", HEAD + 'msgid "By %(name)s"\nmsgstr "%(nam)sより"\n', "different placeholders"),
        ("permission('a.b', 'Open deals', 'buyer')\n_('Close')", CLOSE, "'Open deals' has no Japanese"),
        ("field('name', label='Open deals')\n_('Close')", CLOSE, "'Open deals' has no Japanese"),
        ("setting('a', x, 1, choices=(('a', 'Always'),))\n_('Close')", CLOSE, "'Always' has no Japanese"),
        ("_p('verb', 'Close')\n_('Close')", CLOSE, "'Close' has no Japanese"),
        ("_n('%(num)s row', '%(num)s rows', n)\n_('Close')", CLOSE, "'%(num)s row' has no Japanese"),
    ],
)
def test_a_planted_gap_is_reported(tmp_path, code, catalogue, said):
    [found] = translations.violations(tree_with(tmp_path, code, catalogue))
    assert said in found


def test_sentences_in_templates_count(tmp_path):
    template = "{% macro a() %}{{ _('Close') }}{% endmacro %}{% trans %}Open{% endtrans %}"
    plant(tmp_path, {"templates/sales/deals/show.html": template, "app/sales/translations/ja.po": CLOSE})
    assert translations.violations(tmp_path) == [
        "templates/sales/deals/show.html:1: 'Open' has no Japanese; add it to app/sales/translations/ja.po"
    ]


def test_one_english_sentence_has_one_japanese_sentence(tmp_path):
    plant(tmp_path, {"app/sales/a.py": "_('Close')", "app/sales/translations/ja.po": CLOSE})
    plant(tmp_path, {"app/supply/translations/ja.po": CLOSE.replace("閉じる", "締め切る")})
    [found] = translations.violations(tmp_path)
    assert found.startswith("app/sales/translations/ja.po, app/supply/translations/ja.po: 'Close' has two")


def test_a_complete_catalogue_is_accepted(tmp_path):
    silent = "record(label=name)\nfind(label='deal.label')\nROLES = (('a', 'Close'),)"
    spoken = "_('Close')\n_n('%(num)s row', '%(num)s rows', n)\nraise Rejected(_('By %(name)s', name=x))"
    code = f"{silent}\n{spoken}"
    rows = 'msgid "%(num)s row"\nmsgid_plural "%(num)s rows"\nmsgstr[0] "%(num)s行"\n\n'
    by = 'msgid "By %(name)s"\nmsgstr "%(name)sより"\n'
    assert translations.violations(tree_with(tmp_path, code, f"{CLOSE}\n{rows}{by}")) == []
