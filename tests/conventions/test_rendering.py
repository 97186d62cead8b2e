"""What only shows while a page is rendered: hidden queries, undefined names, labels without Japanese."""

import pytest
from jinja2 import Environment, StrictUndefined
from sqlalchemy import create_engine, text

from app.web import i18n
from tests.support.no_queries_in_templates import QueryInTemplate, no_queries_in_templates
from tests.support.untranslated import untranslated

QUERY = "{{ connection.execute(statement).scalar() }}"


@pytest.fixture
def connection():
    with create_engine("sqlite://").connect() as connection:
        yield connection


def test_undefined_names_in_templates_raise(app):
    assert issubclass(app.jinja_env.undefined, StrictUndefined)


def test_a_planted_query_in_a_template_is_refused(connection):
    with no_queries_in_templates(), pytest.raises(QueryInTemplate) as refused:
        Environment().from_string(QUERY).render(connection=connection, statement=text("SELECT 1"))
    assert str(refused.value) == "<string> starts a query while it renders; load in the view: SELECT 1"


def test_a_query_outside_a_template_is_none_of_its_business(connection):
    with no_queries_in_templates():
        rows = connection.execute(text("SELECT 1")).scalar()
        assert Environment().from_string("{{ rows }}").render(rows=rows) == "1"


def test_the_watch_ends_with_its_block(connection):
    with no_queries_in_templates():
        pass
    assert Environment().from_string(QUERY).render(connection=connection, statement=text("SELECT 1")) == "1"


def test_a_label_without_japanese_is_noted():
    with untranslated() as missed:
        assert i18n.japanese().gettext("Planted label") == "Planted label"
        assert i18n.japanese().gettext("山田") == "山田"
    assert missed == {"Planted label"}
    assert i18n.japanese().gettext("Planted label") == "Planted label"
