"""The output folder: stage, manifest, commit, lock, and backups of what a command changes."""
