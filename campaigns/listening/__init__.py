"""What a manager hears in calls and says of them: lines at work, reviews, scores."""
