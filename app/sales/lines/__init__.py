"""Product lines of an opportunity (商品明細): what is to be sold, for how much, in which months."""
