"""What was promised in a call and what comes after it: callbacks, tasks, meetings and their messages."""
