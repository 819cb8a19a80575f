"""Faults put into clean policies on purpose, to measure whether the rules find them."""
