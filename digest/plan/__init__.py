"""Library -> every page of the site, before any is rendered: pure, and cheap enough to be done whole each time."""
