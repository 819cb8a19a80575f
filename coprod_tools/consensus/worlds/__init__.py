"""What holds in every view: fuzzy cognitive maps over many sampled worlds, scenarios and feedback loops."""
