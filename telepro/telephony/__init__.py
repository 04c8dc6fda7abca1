"""The telephone as the application sees it: place, hang up, ask, and read what the carrier says."""
