"""What digest marks and says of an article by itself."""
