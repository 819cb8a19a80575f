"""One plan through stock papermill: into a folder of its own, whole or not at all."""

from coprod_tools.run.notebook_run import PARAMETERS, execute
from coprod_tools.run.plans import RunResult, run_plan

__all__ = ["PARAMETERS", "RunResult", "execute", "run_plan"]
