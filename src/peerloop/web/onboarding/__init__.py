"""A buddy for the first weeks: one's own, the newcomers one helps, the plan, and what a manager may do."""
