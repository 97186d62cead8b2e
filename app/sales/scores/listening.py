"""Every night asks for new scores; they stand on the page of the person."""

from app.kernel import context
from app.kernel.events import subscribe
from app.kernel.i18n import _l
from app.platform import jobs
from app.records.kit.blocks import add_block
from app.records.kit.holding import keep
from app.sales.scores.queries import score_of

WORDS = {
    "recency": _l("Last activity"),
    "count": _l("Activities in 90 days"),
    "role": _l("Part in decisions"),
    "amount": _l("Open opportunities"),
    "colleagues": _l("Colleagues in touch"),
}


@subscribe("night.passed")
def _ask():
    jobs.once("sales.scores.score_persons", subject_id=context.tenant_id())


def _score(person):
    return "sales/scores/_card.html", {"score": score_of(person.id), "words": WORDS}


add_block("person", _score)
keep("person_scores", "person_id")  # worked out anew every night
