"""What is counted of calls, and how it stands beside the plan and the trade."""
