"""The facilitator's course, and practice lessons before two peers."""
