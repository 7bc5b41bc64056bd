"""A stencil says what its content would say, of every row, and renders it once for each shape."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import mark_safe

from peerloop.web.templatetags.stencils import StencilNode

ROW = (
    '<li id="row-{{ pk }}" class="{% if its %}good{% endif %}">{% if name %}<a href="{% url "members:member" pk %}">'
    '{{ name }}</a>{% else %}{% translate "A colleague who has left" %}{% endif %} {{ words }} {{ uid }}</li>'
)
NAMED = "its=one.its with pk=one.pk name=one.name words=one.words uid=one.uid"
UID = UUID(int=7)


def row(pk: int = 1, name: str | None = "Bo", its: Any = "", words: str = "") -> dict[str, Any]:
    return {"pk": pk, "name": name, "its": its, "words": words, "uid": UID}


def lists(of: str, tag: str) -> tuple[Any, StencilNode]:
    """A list with its rows in a stencil, and the stencil."""
    template = engines["django"].from_string(f"{{% for one in rows %}}{tag}{of}{{% endstencil %}}{{% endfor %}}")
    [node] = template.template.nodelist.get_nodes_by_type(StencilNode)
    assert isinstance(node, StencilNode)
    return template, node


def plainly(of: str, rows: list[dict[str, Any]]) -> str:
    template = engines["django"].from_string(of)
    return "".join(template.render(one) for one in rows)


def test_every_row_says_what_it_says_plainly() -> None:
    template, node = lists(ROW, f"{{% stencil {NAMED} %}}")
    rows = [
        row(1, "Bo"), row(20, "Charlie"), row(3, "<b>Dana</b> & 'co'"), row(4, ""), row(5, None), row(6, "Eve", True),
        row(7, "Bo", words="5 < 6"), row(8, "Bo", words=mark_safe("<em>Yes</em>")), row(9, "Bo", words="%s {{ pk }}"),
    ]  # fmt: skip
    for _again in range(2):
        assert template.render({"rows": rows}) == plainly(ROW, rows)
    assert len(node.cut) == 6
    assert None not in node.cut.values()


def test_each_language_has_its_own() -> None:
    template, node = lists(ROW, f"{{% stencil {NAMED} %}}")
    rows = [row(1, ""), row(2, "")]
    for language in ("en", "de"):
        with translation.override(language):
            assert template.render({"rows": rows}) == plainly(ROW, rows)
    assert len(node.cut) == 2


@pytest.mark.parametrize("word", ["{{ name|upper }}", "{{ name|length }}", "{% if name == 'Bo' %}yes{% endif %}"])
def test_what_does_more_with_a_value_than_write_it_is_rendered_each_time(word: str) -> None:
    template, node = lists(word, "{% stencil with name=one.name %}")
    rows = [row(1, "Bo"), row(2, "Charlie")]
    assert template.render({"rows": rows}) == plainly(word, rows)
    assert list(node.cut.values()) == [None]


def test_it_sees_nothing_that_is_not_named() -> None:
    template, _node = lists("{{ name }}{{ secret }}{{ one.pk }}", "{% stencil with name=one.name %}")
    assert template.render({"rows": [row(1, "Bo")], "secret": "canary"}) == "Bo"


def test_a_part_anew_sees_what_is_around_and_is_rendered_each_time() -> None:
    of = "{{ name }}: {% if its %}{% anew %}{{ one.words|upper }} of {{ rows|length }}{% endanew %}{% endif %};"
    template, node = lists(of, "{% stencil its=one.its with name=one.name %}")
    rows = [row(1, "Bo", True, "a"), row(2, "Charlie", True, "b < c"), row(3, "Dana", False, "d")]
    for _again in range(2):
        assert template.render({"rows": rows}) == "Bo: A of 3;Charlie: B &lt; C of 3;Dana: ;"
    assert None not in node.cut.values()


def test_a_part_anew_is_there_without_a_stencil_too() -> None:
    assert engines["django"].from_string("{% anew %}{{ name }}{% endanew %}").render({"name": "Bo"}) == "Bo"
