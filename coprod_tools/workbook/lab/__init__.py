"""`coprod lab`: JupyterLab over a folder of policies, opened at the workbook, with nothing for its reader to run."""
