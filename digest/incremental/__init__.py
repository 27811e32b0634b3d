"""What makes the second run cheap and every write safe: fingerprints, scanning, workers, remembered parses, output."""
