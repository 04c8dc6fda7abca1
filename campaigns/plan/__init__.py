"""The prospecting plan: five parts, read from and written to YAML, every problem named with its place."""

from campaigns.plan.document import Plan
from campaigns.plan.reading import PlanProblems, read_new_plan, read_plan
from campaigns.plan.writing import digest, write_plan

__all__ = ["Plan", "PlanProblems", "digest", "read_new_plan", "read_plan", "write_plan"]
