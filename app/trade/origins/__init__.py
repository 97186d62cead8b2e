"""Where a deal came from: an order, a slip or an opportunity of the company that opened it. Nobody else hears of it."""
