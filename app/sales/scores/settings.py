"""How many points each part of a score brings at most."""

from app.platform.settings import setting

setting("sales.score_recency", "Score of persons: points for a recent activity, at most", 30)
setting("sales.score_half_life", "Score of persons: days after which a recent activity is worth half", 60)
setting("sales.score_count", "Score of persons: points for many activities in 90 days, at most", 20)
setting("sales.score_role", "Score of persons: points for their part in decisions, at most", 20)
setting("sales.score_amount", "Score of persons: points for their open opportunities, at most", 20)
setting("sales.score_colleagues", "Score of persons: points for different colleagues in touch, at most", 10)
