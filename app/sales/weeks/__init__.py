"""A week of activities (週報・日報): what was planned and what came of it, day by day."""
