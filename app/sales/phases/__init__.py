"""Phases (フェーズ): the steps an opportunity goes through, with what they are worth."""
