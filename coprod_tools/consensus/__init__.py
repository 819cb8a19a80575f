"""Many players' maps of cause and effect: what they agree on, what to talk about and test next."""
