"""What is known before a call and what is answered: a clearance, or why not and until when."""
