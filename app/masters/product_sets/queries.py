"""What sets are made of, down to the parts that lie on a shelf."""

from sqlalchemy import and_, or_, select, text

from app.kernel import context
from app.kernel.db import session
from app.masters.product_sets.model import SetPart
from app.records.kit.describing import LINKS

DEEPEST = 20
_EXPLODED = text(f"""
    WITH RECURSIVE tree (root, part, quantity, depth) AS (
        SELECT product_id, part_id, CAST(quantity AS numeric), 1 FROM set_parts
        WHERE tenant_id = :tenant AND product_id = ANY(CAST(:ids AS uuid[]))
        UNION ALL
        SELECT tree.root, inner_part.part_id, tree.quantity * inner_part.quantity, tree.depth + 1
        FROM tree JOIN set_parts inner_part ON inner_part.tenant_id = :tenant AND inner_part.product_id = tree.part
        WHERE tree.depth < {DEEPEST}
    )
    SELECT root, part, CAST(sum(quantity) AS numeric(18, 4)) FROM tree
    WHERE NOT EXISTS (SELECT FROM set_parts p WHERE p.tenant_id = :tenant AND p.product_id = tree.part)
    GROUP BY root, part ORDER BY root, part
""")
_CONTAINING = text("""
    WITH RECURSIVE above (product_id) AS (
        SELECT product_id FROM set_parts WHERE tenant_id = :tenant AND part_id = ANY(CAST(:ids AS uuid[]))
        UNION
        SELECT outer_part.product_id FROM above
        JOIN set_parts outer_part ON outer_part.tenant_id = :tenant AND outer_part.part_id = above.product_id
    )
    SELECT product_id FROM above
""")
_BELOW = text("""
    WITH RECURSIVE below (part_id) AS (
        SELECT part_id FROM set_parts WHERE tenant_id = :tenant AND product_id = ANY(CAST(:ids AS uuid[]))
        UNION
        SELECT p.part_id FROM below JOIN set_parts p ON p.tenant_id = :tenant AND p.product_id = below.part_id
    )
    SELECT part_id FROM below
""")


def exploded(product_ids):
    """`{set: {part: how many in one set}}` of those of the products that are sets; nested sets are flattened."""
    found = {}
    for root, part, quantity in session.execute(_EXPLODED, _asked(product_ids)):
        found.setdefault(root, {})[part] = quantity
    return found


def containing(product_ids):
    """Ids of the sets in which one of the products is a part, however deep."""
    return set(session.scalars(_CONTAINING, _asked(product_ids)))


def below(product_ids):
    """Ids of everything that is in the products, inner sets too."""
    return set(session.scalars(_BELOW, _asked(product_ids)))


def parts_of(product_id):
    """`[(id, code, name, unit, quantity)]` of the parts of a set, in order."""
    return parts_and_sets(product_id)[0]


def parts_and_sets(product_id):
    """The parts of a set as `parts_of` gives them, and the sets the product is directly in, by code: one statement."""
    product = LINKS["product"].model
    downwards = and_(SetPart.product_id == product_id, SetPart.part_id == product.id)
    upwards = and_(SetPart.part_id == product_id, SetPart.product_id == product.id)
    found = (
        select(
            product.id, product.code, product.name, product.unit, SetPart.quantity,
            (SetPart.product_id == product_id).label("is_part"),
        )
        .join(SetPart, and_(SetPart.tenant_id == product.tenant_id, or_(downwards, upwards)))
        .order_by(SetPart.position, product.code, product.id)
    )  # fmt: skip
    rows = session.execute(found).all()
    sets = sorted((row for row in rows if not row.is_part), key=lambda row: row.code)
    return [row for row in rows if row.is_part], sets


def _asked(product_ids):
    return {"tenant": context.tenant_id(), "ids": list(product_ids)}
