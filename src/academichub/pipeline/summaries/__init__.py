"""Summaries by language models: from a day's papers to what was checked and may be shown.

run.py plans and starts, jobs.py says what there is to do, working.py does much of it at once, one.py carries one paper
through the models, desk.py asks through the ledger, flow.py says how fast, dialects.py and ladder.py how. batch.py
hands in many together, trial.py tries a model.
"""

from academichub.pipeline.summaries.ended import Why
from academichub.pipeline.summaries.office import Office
from academichub.pipeline.summaries.run import check_models, enqueue, estimate, plan, summarise
from academichub.pipeline.summaries.stop import Stop

__all__ = ["Office", "Stop", "Why", "check_models", "enqueue", "estimate", "plan", "summarise"]
