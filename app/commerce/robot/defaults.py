"""The name under which the robot stands in histories."""

ROBOT = "オートロボ"
