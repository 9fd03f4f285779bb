"""What the shape of a web address tells."""

import pytest

from each import each
from prongsai.web_links import Shape, is_shared_host, same_website, shape_of


@each(
    ("url", "shape"),
    [
        ("https://www.banrai.go.th/ita/2568", None),
        ("https://203.0.114.5/plan", None),
        ("https://banrai.go.th/news/login-system-training", None),
        ("https://docs.google.com/forms/d/e/1abc/viewform", None),
        ("https://lin.ee/abc", None),
        ("http://banrai.go.th", Shape.NOT_HTTPS),
        ("https://localhost:8000/", Shape.PRIVATE),
        ("https://server/plan", Shape.PRIVATE),
        ("https://e-office.banrai.local/", Shape.PRIVATE),
        ("http://10.1.2.3/", Shape.PRIVATE),
        ("http://127.0.0.1/", Shape.PRIVATE),
        ("http://[fe80::1]/", Shape.PRIVATE),
        ("http://[broken/", Shape.PRIVATE),
        ("https://banrai.go.th/wp-admin/post.php", Shape.LOGIN),
        ("https://banrai.go.th/member/Login.aspx?r=1", Shape.LOGIN),
        ("https://accounts.google.com/v3/x", Shape.LOGIN),
        ("https://saraban@banrai.go.th", Shape.MAIL),
        ("https://mail.google.com/mail/u/0", Shape.MAIL),
        ("https://drive.google.com/drive/folders/1", Shape.CLOUD_DRIVE),
        ("https://docs.google.com/document/d/1", Shape.CLOUD_DRIVE),
        ("https://banrai.sharepoint.com/x", Shape.CLOUD_DRIVE),
        ("https://www.dropbox.com/s/1", Shape.CLOUD_DRIVE),
        ("http://bit.ly/abc", Shape.SHORTENER),
        ("https://abit.ly/abc", None),
    ],
)
def test_an_address_has_a_shape(url: str, shape: Shape | None) -> None:
    assert shape_of(url) is shape


@pytest.mark.parametrize(
    ("url", "shared"),
    [
        ("https://sites.google.com/view/banrai", True),
        ("https://banrai.github.io", True),
        ("https://banrai.netlify.app", True),
        ("https://ita.banrai.go.th", False),
        ("https://mygithub.io", False),
    ],
)
def test_a_shared_host_is_known(url: str, *, shared: bool) -> None:
    assert is_shared_host(url) is shared


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://banrai.go.th/x", True),
        ("https://www.banrai.go.th/x", True),
        ("https://form.banrai.go.th", True),
        ("https://notbanrai.go.th", False),
        ("https://go.th", False),
    ],
)
def test_a_website_reaches_below_its_host(url: str, *, same: bool) -> None:
    assert same_website(url, "https://www.banrai.go.th") is same
