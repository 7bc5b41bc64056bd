"""Pseudonyms: a bird for each question, drawn by lot, so that two questions under one bird tell nothing."""

from __future__ import annotations

import secrets

from django.utils.translation import gettext_lazy as _

BIRDS = {
    "avocet": _("Avocet"), "bittern": _("Bittern"), "blackbird": _("Blackbird"), "bullfinch": _("Bullfinch"),
    "bunting": _("Bunting"), "chaffinch": _("Chaffinch"), "cormorant": _("Cormorant"), "crane": _("Crane"),
    "cuckoo": _("Cuckoo"), "curlew": _("Curlew"), "dipper": _("Dipper"), "dotterel": _("Dotterel"),
    "dunlin": _("Dunlin"), "dunnock": _("Dunnock"), "eider": _("Eider"), "fieldfare": _("Fieldfare"),
    "gannet": _("Gannet"), "godwit": _("Godwit"), "goldfinch": _("Goldfinch"), "grebe": _("Grebe"),
    "heron": _("Heron"), "hoopoe": _("Hoopoe"), "jackdaw": _("Jackdaw"), "kestrel": _("Kestrel"),
    "kingfisher": _("Kingfisher"), "lapwing": _("Lapwing"), "linnet": _("Linnet"), "magpie": _("Magpie"),
    "nightjar": _("Nightjar"), "nuthatch": _("Nuthatch"), "osprey": _("Osprey"), "oystercatcher": _("Oystercatcher"),
    "pipit": _("Pipit"), "plover": _("Plover"), "puffin": _("Puffin"), "redstart": _("Redstart"),
    "redwing": _("Redwing"), "robin": _("Robin"), "sandpiper": _("Sandpiper"), "siskin": _("Siskin"),
    "skylark": _("Skylark"), "starling": _("Starling"), "swift": _("Swift"), "teal": _("Teal"),
    "tern": _("Tern"), "thrush": _("Thrush"), "wagtail": _("Wagtail"), "warbler": _("Warbler"),
    "whimbrel": _("Whimbrel"), "wren": _("Wren"), "wryneck": _("Wryneck"), "yellowhammer": _("Yellowhammer"),
}  # fmt: skip


def drawn() -> str:
    """Draw one by lot; nothing of who asks, or when, is in it."""
    return secrets.choice(sorted(BIRDS))


def called(code: str) -> str:
    """Return the bird's name in the reader's language."""
    return str(BIRDS.get(code, code))
