"""The language codes that there are: ISO 639-1, with or without a region or script behind ("pt-br")."""

from __future__ import annotations

from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CODES = frozenset({
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en",
    "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he",
    "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv",
    "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li",
    "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne",
    "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm",
    "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "sh", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss",
    "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug",
    "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
})  # fmt: skip


def _names(known: dict[str, Any]) -> list[str]:
    return [known[name] for name in ("name", "name_local") if name in known]


BY_NAME = {name.casefold(): code for code, known in LANG_INFO.items() for name in _names(known)}


def languages_of(text: str) -> list[str]:
    """Return the codes between the semicolons of ``text``, each once; raises ``ValidationError`` for an unknown one.

    A language may also stand there by its name, in English or in itself.
    """
    parts = [part.strip().casefold() for part in text.split(";") if part.strip()]
    codes = list(dict.fromkeys(BY_NAME.get(part, part.replace("_", "-")) for part in parts))
    for code in codes:
        if code.partition("-")[0] not in CODES:
            raise ValidationError(
                _("We do not know the language “%(code)s”. Write two letters, like “en” or “pt-br”.") % {"code": code}
            )
    return codes
