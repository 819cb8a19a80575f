"""Notebooks run in children forked from a warm parent: real papermill, without starting a kernel each time."""
