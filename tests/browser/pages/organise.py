"""Organise."""

from __future__ import annotations

from tests.browser import files, intake, learning, policies, tending, told
from tests.browser.pages.page import Page

PAGES = [
    Page("imports", "organiser", "/organise/imports"),
    Page("headings", "organiser", files.headings),
    Page("to-mend", "organiser", files.to_mend),
    Page("imports-there", "organiser", intake.files),
    Page("upload", "organiser", intake.upload),
    Page("import", "organiser", intake.imported),
    Page("import-undo", "organiser", intake.undo),
    Page("import-undo-in-vain", "organiser", intake.undo_in_vain),
    Page("import-undone", "organiser", intake.undone),
    Page("pickups-none", "organiser", "/organise/pickups"),
    Page("pickups", "organiser", intake.pickups),
    Page("pickup", "organiser", intake.pickup),
    Page("runs", "organiser", "/organise/runs"),
    Page("runs-full", "organiser", learning.all_runs),
    Page("run", "organiser", learning.a_run),
    Page("run-published", "organiser", learning.a_run_published),
    Page("run-under-way", "organiser", learning.a_run_under_way),
    Page("run-stopped", "organiser", learning.a_run_stopped),
    Page("appeal", "organiser", learning.an_appeal),
    Page("policies-none", "organiser", "/organise/policies"),
    Page("policies", "organiser", policies.saved),
    Page("policy-new", "organiser", policies.form),
    Page("comparison", "organiser", policies.side_by_side),
    Page("comparison-under-way", "organiser", policies.being_compared),
    Page("demand", "organiser", told.demand),
    Page("demand-nothing", "organiser", "/organise/demand"),
    Page("demand-of", "analyst", told.demand_of),
    Page("skills-tended", "organiser", tending.skills),
    Page("skills-likely", "organiser", tending.likely),
    Page("skills-words", "organiser", tending.words),
    Page("skills-merges", "organiser", tending.merges),
    Page("skill-tended", "organiser", tending.skill),
    Page("skills-merging", "organiser", tending.merging),
    Page("skill-lists", "organiser", "/organise/skills/lists"),
    Page("skill-list", "organiser", tending.a_list),
    Page("skill-list-done", "organiser", tending.a_list_done),
    Page("export", "organiser", "/organise/export"),
    Page("organise", "organiser", "/organise"),
]
