"""The title, the authors and the days that stand above a scraped article, chosen together."""
