"""Measurements of speed, beside the peers, and the long proofs."""
