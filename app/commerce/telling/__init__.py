"""Stock told to shops (ec.md §3.2, §4.13): what each listing should show, what its shop was told, and when.

A change of stock leaves a StockChange in its own transaction. After the commit the job `weigh` works out what each
listing should show, and the job `tell` of each shop sends what differs: rows first, jobs second. One lost on the way
is found by the comparison every five minutes.
"""
