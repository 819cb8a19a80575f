"""Run the command line with `python -m coprod_tools`."""

from coprod_tools.cli import main

main()
