import pytest

from transforms.capture import Unreadable
from transforms.embedded import embedded_object


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var post_article={"a":1};', {"a": 1}),
        ('var  post_article = {"a":{"b":"};"}}; var other_list={}', {"a": {"b": "};"}}),
        ('var post_article={"a":undefined,"b":[undefined],"c":"x:undefined,"}', None),
        ("var other_list={}", None),
    ],
)
def test_the_object_and_nothing_after_it(script: str, expected: dict[str, object] | None) -> None:
    found = embedded_object(f"<script>{script}</script>", "post_article")
    if "undefined" in script:
        assert found is not None
        assert (found["a"], found["b"], found["c"]) == (None, [None], "x:undefined,")
    else:
        assert found == expected


@pytest.mark.parametrize("script", ['var post_article={"a":"cut', "var post_article={a:1}"])
def test_json_cut_in_the_middle_is_named(script: str) -> None:
    with pytest.raises(Unreadable) as raised:
        embedded_object(script, "post_article")
    assert raised.value.reason == "cut_json"
