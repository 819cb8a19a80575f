"""What a batch's policies share: counts of policies, never of marks added, and suggestions, never joins.

Every function reads the facts of policies from a stream that can be begun again (`coprod_tools.batch.facts`), and keeps
only what it counts. Nothing here ranks policies.
"""

from coprod_tools.batch.portfolio.changes import Changes, changes
from coprod_tools.batch.portfolio.whole import portfolio_of

__all__ = ["Changes", "changes", "portfolio_of"]
