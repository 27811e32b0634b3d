"""Results of earlier runs, and what tells whether they hold: the store, the state of files, the program, workers."""
