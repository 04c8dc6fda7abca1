"""What is done with prospects that are kept: found, set aside, enrolled, handed out, forgotten."""
