"""Property tests of the rules judge what is true, not how fast a busy machine finds it.

They are the same in each run, so that what fails once fails again; `TELEPRO_EXAMPLES` asks for
other examples each time. Nothing of them is left in the tree.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import configuration, settings

settings.register_profile(
    "rules", deadline=None, database=None, derandomize="TELEPRO_EXAMPLES" not in os.environ
)
settings.load_profile("rules")
configuration.set_hypothesis_home_dir(
    Path(tempfile.gettempdir()) / f"telepro-hypothesis-{os.getuid()}"
)
