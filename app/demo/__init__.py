"""Demonstration companies: 山田精機 and its suppliers, with eighteen months of work behind them.

Everything is made by the verbs the screens call, at a clock set to that day, so chains, numbers and totals verify.
"""
