"""The description of an account group."""

from app.kernel.i18n import _l
from app.masters import permissions
from app.masters.partner_groups.aliases import ALIASES
from app.masters.partner_groups.checking import check_group
from app.masters.partner_groups.model import PartnerGroup
from app.records.kit.describing import (
    Alike,
    Card,
    Field,
    Permissions,
    RecordType,
    State,
    register,
)
from app.records.kit.filters import state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))

PARTNER_GROUP = register(
    RecordType(
        name="partner_group",
        model=PartnerGroup,
        label=_l("Account group"),
        plural=_l("Account groups"),
        path="/partner-groups",
        endpoint="masters.partner_groups",
        icon="layers",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Group code"), "code", required=True),
                    Field("name", _l("Name of the group"), required=True),
                    Field("parent_id", _l("Group above"), "link", link="partner_group"),
                    Field("position", _l("Place in order"), "number", default=0, least=0, most=99_999),
                    Field("note", _l("Remarks"), wide=True, longest=400),
                ),
            ),
        ),
        columns=("code", "name", "parent_id", "position"),
        sorts=("position", "code"),
        permissions=Permissions(
            permissions.PARTNER_GROUP_VIEW,
            permissions.PARTNER_GROUP_EDIT,
            permissions.PARTNER_GROUP_IMPORT,
            permissions.PARTNER_GROUP_EXPORT,
            delete=permissions.PARTNER_GROUP_DELETE,
            comment=permissions.PARTNER_GROUP_COMMENT,
        ),
        states=STATES,
        filters=(state_filter(STATES, _l("State"), _l("In use")),),
        placeholder=_l("Code, name"),
        aliases=ALIASES,
        alike=(Alike("name", "name"),),
        deletable=False,
        check=check_group,
        first_step=_l(
            "Groups sort accounts as you need it: key accounts, regions, lines of business. They form a tree."
        ),
    )
)
