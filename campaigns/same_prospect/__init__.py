"""When two rows or two prospects are one, and what stands of both."""
