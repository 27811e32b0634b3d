"""What a saved page says about itself: title, authors, days, publisher and address."""
