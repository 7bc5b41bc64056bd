"""Sessions that repeat by the wall clock, with exceptions, and those who join all of them."""
