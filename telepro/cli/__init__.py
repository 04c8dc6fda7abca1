"""The command line: one module for each subject, loaded when it is asked for."""
