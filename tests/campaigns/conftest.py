"""Property tests of the rules judge what is true, not how fast a busy machine finds it."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
