import datetime as dt

import pytest

from app.access.organisations.model import Organisation
from app.approvals import needed
from app.approvals.queries import route_for
from app.approvals.routes.assignees import Resolver
from app.approvals.routes.conditions import built, holds, taken_apart
from app.approvals.routes.operations import RouteDraft, StepDraft, design_route, retire_route, revise_route
from app.approvals.routes.queries import lineage_of, revisions_of
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from tests.approvals.papers import department, facts, route, user
from tests.support.people import fixed_id


def section(code="110", parent="100"):
    above = department(parent)
    below = Organisation(
        company_id=above.company_id,
        parent_id=above.id,
        code=code,
        name=f"課 {code}",
        path=f"{above.path}{code}/",
    )
    session.add(below)
    session.flush()
    return below


def test_without_any_route_no_approval_is_needed(cast, inside):
    with inside(cast.requester):
        assert needed(facts()) is False
        assert route_for(facts()) is None


def test_routes_that_do_not_fit_never_mean_silent_approval(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver), at_least=100_000)
        assert needed(facts(amount=100_000)) is True
        with pytest.raises(Rejected):
            needed(facts(amount=99_999))


def test_the_higher_priority_wins_then_the_nearer_department(cast, inside):
    with inside(cast.requester):
        below = section()
        everyone = route(("ALL", cast.approver), name="全社")
        near = route(("ALL", cast.approver), name="課", organisation_id=below.id)
        route(("ALL", cast.approver), name="部", organisation_id=department("100").id)
        first = route(("ALL", cast.approver), name="至急", priority=200, extras=["urgent"])
        assert route_for(facts(organisation_id=below.id)).id == near.id
        assert route_for(facts(organisation_id=department("200").id)).id == everyone.id
        assert route_for(facts(organisation_id=below.id, extra={"urgent": True})).id == first.id


def test_without_a_department_the_applicants_own_counts(cast, inside):
    with inside(cast.requester):
        own = route(("ALL", cast.approver), name="購買", organisation_id=department("100").id)
        assert route_for(facts()).id == own.id


def test_the_newest_revision_that_has_begun_holds_until_its_end(cast, inside):
    with inside(cast.requester):
        today = clock.today()
        steps = [StepDraft("課長", [user(cast.approver)])]
        first = design_route(RouteDraft("paper", "経路", steps), by=context.actor())
        later = RouteDraft("paper", "経路", steps, valid_from=today + dt.timedelta(7))
        later.valid_until = today + dt.timedelta(9)
        second = revise_route(first, later, by=context.actor())
        assert route_for(facts()).id == first.id
        assert route_for(facts(), on=today + dt.timedelta(7)).id == second.id
        assert route_for(facts(), on=today + dt.timedelta(10)) is None
        assert [one.revision for one in revisions_of(first.family_id)] == [2, 1]


def test_an_old_revision_is_not_revised_again(cast, inside):
    with inside(cast.requester):
        steps = [StepDraft("課長", [user(cast.approver)])]
        first = design_route(RouteDraft("paper", "経路", steps), by=context.actor())
        revise_route(first, RouteDraft("paper", "経路", steps), by=context.actor())
        with pytest.raises(Conflict):
            revise_route(first, RouteDraft("paper", "経路", steps), by=context.actor())


def test_a_retired_route_is_chosen_no_more(cast, inside):
    with inside(cast.requester):
        retire_route(route(("ALL", cast.approver)), by=context.actor())
        assert route_for(facts()) is None


@pytest.mark.parametrize("steps", [[], [StepDraft("課長", [])]])
def test_a_route_without_steps_or_people_is_refused(cast, inside, steps):
    with inside(cast.requester), pytest.raises(Rejected) as refusal:
        design_route(RouteDraft("paper", "経路", steps), by=context.actor())
    assert refusal.value.field == "steps"


def test_conditions_combine():
    tree = {"any": [{"fact": "amount", "at_least": 5}, {"not": {"fact": "category", "in": ["a"]}}]}
    assert holds(tree, facts(amount=5, category="a"), [])
    assert holds(tree, facts(amount=0, category="b"), [])
    assert not holds(tree, facts(amount=4, category="a"), [])


def test_what_the_form_builds_it_reads_again():
    given = {
        "organisation_id": str(fixed_id("somewhere")),
        "at_least": 100_000,
        "below": 1_000_000,
        "categories": ["a", "b"],
        "extras": ["urgent"],
    }
    assert taken_apart(built(**given)) == given


def test_no_amount_counts_as_nothing():
    assert holds({"fact": "amount", "below": 1}, facts(), [])
    assert not holds({"fact": "amount", "at_least": 1}, facts(), [])


def test_people_by_rule(cast, inside):
    with inside(cast.requester):
        below = section()
        below.head_id, department("100").head_id = cast.buyer.user_id, cast.approver.user_id
        session.flush()
        resolver = Resolver(lineage_of(below.id))
        assert resolver.people([{"kind": "head", "level": 0}]) == [cast.buyer.user_id]
        assert resolver.people([{"kind": "head", "level": 1}]) == [cast.approver.user_id]
        assert resolver.people([{"kind": "head", "level": 2}]) == []
        assert resolver.people([{"kind": "role", "role": "approver", "organisation_id": None}]) == []
        at_home = {"kind": "role", "role": "approver", "organisation_id": str(department("100").id)}
        assert resolver.people([at_home]) == [cast.approver.user_id]
        holders = resolver.people([{"kind": "permission", "permission": "approvals.route.edit"}])
        assert set(holders) == {cast.master_admin.user_id, cast.system_admin.user_id}
        assert resolver.people([user(cast.auditor)]) == []
        assert resolver.superior({cast.buyer.user_id}) == cast.approver.user_id


def test_another_companys_department_does_not_count(cast, inside):
    with inside(cast.requester):
        assert lineage_of(fixed_id("foreign", "organisation", "100")) == []
