"""What a company is shown before a mission of its own runs: `sample_mission`, with results to judge as in earnest."""
