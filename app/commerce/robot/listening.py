"""What puts slips before the rules: orders that came in, slips that reached a status."""

from collections import defaultdict

from app.commerce.robot.starting import begin, reached, wanted
from app.kernel.events import subscribe


@subscribe("orders.taken")
def _orders_came(order_ids, slip_ids):
    if wanted("imported"):
        begin("imported", slip_ids)


@subscribe("slips.moved")
def _slips_moved(moved, why):
    goals = reached() if moved else set()
    by_goal = defaultdict(list)
    for slip_id, _before, to in moved:
        if to in goals:
            by_goal[to].append(slip_id)
    for to, ids in by_goal.items():
        begin("moved", ids, to=to)
