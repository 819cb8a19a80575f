"""What it is worth and to whom, and what to take on under many budgets and capacities."""
