"""Back to where a form stood, and never elsewhere."""

import pytest
from django.test import RequestFactory

from rostra.communities.views.asked import came_from


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("http://testserver/people/?q=bo", "/people/?q=bo"),
        ("http://testserver//evil.example/x", "/evil.example/x"),
        ("http://testserver///evil.example", "/evil.example"),
        ("http://evil.example/people/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_a_page_of_ours(said, leads):
    for header in ("Referer", "HX-Current-URL"):
        assert came_from(RequestFactory().get("/", headers={header: said}), "/") == leads
