"""What is worth keeping: resources and their versions, reviews, disputes, interviews, collections."""
