"""Product sets (セット商品): what a product is put together from when it is sold."""
