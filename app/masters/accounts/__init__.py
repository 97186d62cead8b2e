"""Accounts (勘定科目): what a purchase is booked to, under our code and under the accountant's name."""
