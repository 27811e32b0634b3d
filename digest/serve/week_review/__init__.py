"""The page `/-/review` of the preview, on which an editor goes through a week's candidates; it is in no published file.

`week_reviews` leads the sessions of `digest.review` for it, `review_page` is its HTML, and `review_cards` that of one
candidate.
"""

from digest.serve.week_review.week_reviews import ADDRESS, WeekReviews

__all__ = ["ADDRESS", "WeekReviews"]
