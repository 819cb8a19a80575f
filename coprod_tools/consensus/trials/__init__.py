"""What to test next: value of information, designs, sample sizes, cost, results that change beliefs."""
