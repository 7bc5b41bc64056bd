"""The way in: sign-in through allauth, behind the same gate as every page; and the administrators' desk."""
