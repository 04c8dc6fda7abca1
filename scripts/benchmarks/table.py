"""Every workload there is, in the order of importance.

`forecast` and `simulate` join the table when the product has them.
"""

from scripts.benchmarks import applying, dealing, growth, importing, opening, webhooks
from scripts.benchmarks.workloads import Workload

WORKLOADS = (
    Workload("deal", "topping up call lists from many due leads", dealing.pairs),
    Workload("open", "a teleprospector opens the next lead", opening.pairs),
    Workload("webhook", "a signed status callback reaches the durable inbox", webhooks.pairs),
    Workload("apply", "messages become call status, attempts and counters", applying.pairs),
    Workload("import", "a prospect file becomes prospects", importing.pairs),
    Workload("growth", "what people wait for, while leads and calls grow", growth.pairs),
)
NAMES = tuple(workload.name for workload in WORKLOADS)
