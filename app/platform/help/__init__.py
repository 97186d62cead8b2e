"""ヘルプ and 問合せ: how to do the job, and whom to ask."""
