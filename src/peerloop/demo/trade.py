"""What the people of the demo company know, by team; and the words they use for it."""

TEAMS = {
    "Tidewell": ("",),
    "Engineering": ("Tidewell",),
    "Platform": ("Engineering",),
    "Payments": ("Engineering",),
    "Data": ("Engineering",),
    "Devices": ("Engineering",),
    "Design": ("Tidewell",),
    "Sales": ("Tidewell",),
    "Support": ("Tidewell",),
    "Finance": ("Tidewell",),
    "People and Learning": ("Tidewell",),
    "Operations": ("Tidewell",),
}
SIZES = {
    "Platform": 18, "Payments": 16, "Data": 16, "Devices": 14, "Design": 13, "Sales": 20, "Support": 19, "Finance": 12,
    "People and Learning": 9, "Operations": 13,
}  # fmt: skip
ENGINEERING = (
    "Rust", "Python", "Go", "C++", "SQL window functions", "PostgreSQL", "Reading query plans", "Kubernetes",
    "Incident response", "Code review", "Threat modelling", "Writing design documents", "Git", "Observability",
    "Testing migrations",
)  # fmt: skip
SKILLS = {
    "Platform": ENGINEERING,
    "Payments": (*ENGINEERING, "Payment schemes", "Fraud patterns"),
    "Data": ("Python", "R", "SQL window functions", "PostgreSQL", "Reading query plans", "Data storytelling",
             "Experiment design", "Statistics for decisions", "Dashboards people read", "Code review", "Rust"),
    "Devices": ("C++", "Rust", "C#", "Soldering", "Reading datasheets", "Git", "Field diagnostics", "Code review"),
    "Design": ("Figma", "Interviewing customers", "Accessibility", "Design critique", "Writing for screens",
               "Facilitation", "Colour for charts"),
    "Sales": ("Negotiation", "Discovery calls", "Storytelling", "Microsoft PowerPoint", "Microsoft Excel",
              "Spanish for customers", "Reading a balance sheet", "Handling objections"),
    "Support": ("Calm on the phone", "Knowledge base writing", "Field diagnostics", "Spanish for customers", "Triage",
                "Giving feedback", "Incident response"),
    "Finance": ("Reading a balance sheet", "Forecasting", "Microsoft Excel", "Explaining numbers", "Budgeting",
                "Negotiation"),
    "People and Learning": ("Facilitation", "Giving feedback", "Running a retrospective", "Interviewing candidates",
                            "Mentoring", "Conflict conversations", "Onboarding somebody"),
    "Operations": ("Planning with uncertainty", "Supplier talks", "Microsoft Excel", "Running a retrospective",
                   "Contract basics", "Negotiation"),
}  # fmt: skip
WIDELY_WANTED = (
    "Facilitation", "Giving feedback", "Microsoft Excel", "Python", "Data storytelling", "Negotiation",
    "Reading a balance sheet", "Running a retrospective", "Public speaking", "SQL window functions", "Rust",
    "Interviewing customers", "Writing design documents",
)  # fmt: skip
TALKED_ABOUT = (("Data storytelling", 2, 1), ("Public speaking", 1, 0), ("Python", 1, 0))
"""Skills, and how many come to want and now and then to offer them in a week."""
ALIASES = {
    "SQL window functions": ("window functions",),
    "Running a retrospective": ("retros", "retrospectives"),
    "Kubernetes": ("k8s",),
    "PostgreSQL": ("Postgres",),
    "Giving feedback": ("feedback",),
}
BROADER = {
    "SQL window functions": "SQL", "Reading query plans": "SQL", "PostgreSQL": "SQL", "Rust": "Programming",
    "Python": "Programming", "Go": "Programming", "C++": "Programming", "C#": "Programming", "R": "Programming",
    "Discovery calls": "Selling", "Handling objections": "Selling", "Negotiation": "Selling",
}  # fmt: skip
PLACES = (
    ("Porto", "Europe/Lisbon", "pt"), ("Berlin", "Europe/Berlin", "de"), ("Accra", "Africa/Accra", ""),
    ("Pune", "Asia/Kolkata", "hi"), ("Osaka", "Asia/Tokyo", "ja"), ("Boston", "America/New_York", ""),
    ("São Paulo", "America/Sao_Paulo", "pt"),
)  # fmt: skip
PLACE_WEIGHTS = (30, 28, 14, 16, 8, 22, 12)
GAINS = (
    "I can now read it without guessing.", "Start small, and measure before changing anything.",
    "Most of my trouble was in the order of the steps.", "The checklist: I had been skipping the second line.",
    "It is less about the tool than about asking the right person first.", "A way to explain it in two sentences.",
)  # fmt: skip
TRIES = (
    "The billing report", "Next week’s planning", "The onboarding page", "My talk on Thursday",
    "The oldest ticket in the queue", "The next code review I get",
)  # fmt: skip
TRIED = (
    "It worked, and faster than I thought.", "Half of it worked; the second half needs another try.",
    "My team mate asked how I did it.", "It held, even with the odd case.",
)  # fmt: skip
ANSWERS = (
    "Good that you tried it on something real. Next time take the larger case first.",
    "That is just how I would have done it.", "You saw the hard part sooner than I did. Keep the notes.",
)  # fmt: skip
LEARNED = (
    "I learn it by doing it once in front of somebody.", "Ask earlier.", "Writing it down first saves the second hour.",
)  # fmt: skip
LINES = (
    "I keep getting stuck at the same place and would love to look over your shoulder.",
    "Half an hour would save me days.", "I read about it, now I want to see it done.", "",
)  # fmt: skip
