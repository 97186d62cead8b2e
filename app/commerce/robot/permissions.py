"""Who may see and set up what the robot does."""

from app.commerce.permissions import SEERS
from app.kernel.permissions import permission

VIEW = permission("commerce.robot.view", "See what the robot does", *SEERS)
EDIT = permission("commerce.robot.edit", "Set up the robot's rules", "shop_manager")
STOP = permission(
    "commerce.robot.stop", "Stop the robot at once, and let it go on", "shop_manager", "order_clerk"
)
