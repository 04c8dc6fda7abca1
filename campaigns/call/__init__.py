"""What happens while somebody is on the line, whoever called."""
