"""Pages of the robot."""
