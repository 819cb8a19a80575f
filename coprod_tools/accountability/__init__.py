"""Who puts in what, who answers for what, and whether it gets better: many parties, never one alone."""
