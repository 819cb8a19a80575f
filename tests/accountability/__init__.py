"""Tests of the accountability room."""
