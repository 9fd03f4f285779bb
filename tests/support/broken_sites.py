"""Ways to break a built site, each with the code of its finding."""

import json
import re
from collections.abc import Callable

import segno

from built_project import Project

YEAR = "tambon-tuayang/2568"


def edit(project: Project, name: str, old: str, new: str, count: int = 1) -> None:
    path = project.site / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def everywhere(project: Project, old: str, new: str) -> int:
    """Replace in all pages; return how many had it."""
    changed = 0
    for path in project.site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
            changed += 1
    return changed


def delete_a_page(project: Project) -> None:
    (project.site / YEAR / "o5/index.html").unlink()


def delete_an_attachment(project: Project) -> None:
    (project.site / YEAR / "files/o6-progress.pdf").unlink()


def delete_a_font(project: Project) -> None:
    (project.site / "assets/fonts/sarabun-latin-400-normal.woff2").unlink()


def delete_the_checklist(project: Project) -> None:
    (project.site / YEAR / "index.html").unlink()


def delete_an_anchor(project: Project) -> None:
    edit(project, f"{YEAR}/o1/index.html", ' id="o1-chart"', "")


def delete_the_qr_picture(project: Project) -> None:
    (project.site / YEAR / "eit/eit.svg").unlink()


def delete_the_qr_from_the_page(project: Project) -> None:
    page = (project.site / YEAR / "eit/index.html").read_text(encoding="utf-8")
    figure = re.search(r'<img src="eit.svg"[^>]*>', page)
    assert figure
    edit(project, f"{YEAR}/eit/index.html", figure[0], "")


def delete_the_call_from_its_page(project: Project) -> None:
    edit(project, f"{YEAR}/eit/index.html", '<section class="eit"', "<section")


def wrong_svg(project: Project) -> None:
    code = segno.make("https://itas.nacc.go.th/go/eit/another", error="q")
    code.save(str(project.site / YEAR / "eit/eit.svg"), border=4, scale=8)


def wrong_png(project: Project) -> None:
    code = segno.make("https://itas.nacc.go.th/go/eit/another", error="q")
    code.save(str(project.site / YEAR / "eit/eit.png"), border=4, scale=8)


def no_picture_at_all(project: Project) -> None:
    (project.site / YEAR / "eit/eit.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def another_link_beside_it(project: Project) -> None:
    old = '">https://itas.nacc.go.th/go/eit/exampl</a>'
    edit(project, f"{YEAR}/eit/index.html", old, old.replace("exampl", "other0"))


def delete_an_alternative(project: Project) -> None:
    edit(project, f"{YEAR}/o1/index.html", ' alt="เทศบาลตำบลตัวอย่าง"', "")


def empty_every_alternative(project: Project) -> None:
    everywhere(project, ' alt="เทศบาลตำบลตัวอย่าง"', ' alt=""')


def delete_the_language(project: Project) -> None:
    edit(project, "plalai/index.html", '<html lang="th"', "<html")


def wrong_language(project: Project) -> None:
    everywhere(project, '<html lang="th"', '<html lang="en"')


def repeat_an_id(project: Project) -> None:
    edit(project, f"{YEAR}/o1/index.html", "</main>", '<p id="o1-units"></p></main>')


def outside_script(project: Project) -> None:
    script = '<script src="https://cdn.example/x.js"></script></head>'
    everywhere(project, "</head>", script)


def outside_font_in_style(project: Project) -> None:
    style = "<style>@import '//fonts.example/sarabun';</style></head>"
    edit(project, "search/index.html", "</head>", style)


def outside_picture_in_css(project: Project) -> None:
    path = project.site / "assets/css/prongsai.css"
    css = path.read_text(encoding="utf-8")
    path.write_text(css + "a{background:url('https://cdn.example/a.png')}", "utf-8")


def outside_candidate(project: Project) -> None:
    picture = (
        '<img alt="ภาพ" src="eit.svg" srcset="eit.svg, https://cdn.example/2x 2x">'
    )
    edit(project, f"{YEAR}/eit/index.html", "</main>", f"{picture}</main>")


def outside_preload(project: Project) -> None:
    link = '<link rel="preconnect" href="https://fonts.example"></head>'
    edit(project, "index.html", "</head>", link)


def unlist_an_item(project: Project) -> None:
    edit(project, f"{YEAR}/index.html", '<a href="o5/">', '<a href="o4/">')


def lose_the_way_back(project: Project) -> None:
    path = f"{YEAR}/o5/index.html"
    edit(project, path, 'href="../"', 'href="../../"', 9)


def unknown_code(project: Project) -> None:
    (project.site / YEAR / "o5").rename(project.site / YEAR / "o51")
    everywhere(project, '"o5/"', '"o51/"')
    everywhere(project, '"../o5/"', '"../o51/"')
    everywhere(project, f"{YEAR}/o5/", f"{YEAR}/o51/")
    everywhere(project, '"2568/o5/"', '"2568/o51/"')
    for name in ("sitemap.xml", "assets/search-index.js"):
        edit(project, name, f"{YEAR}/o5/", f"{YEAR}/o51/", 9)


def orphan(project: Project) -> None:
    page = (project.site / "accessibility/index.html").read_text(encoding="utf-8")
    (project.site / "lost").mkdir()
    (project.site / "lost/index.html").write_text(page, encoding="utf-8")


def leak_a_comment(project: Project) -> None:
    comment = "พบเฉพาะสถิติของผู้มาติดต่อที่หน่วยงาน ไม่พบสถิติการให้บริการผ่าน E-Service"
    edit(project, f"{YEAR}/o3/index.html", "</main>", f"<p>{comment}</p></main>")


def leak_a_comment_into_data(project: Project) -> None:
    comment = "พบเฉพาะสถิติของผู้มาติดต่อที่หน่วยงาน ไม่พบสถิติการให้บริการผ่าน E-Service"
    data = json.dumps({"text": comment}, ensure_ascii=False)
    (project.site / YEAR / "items.json").write_text(data, encoding="utf-8")


def leak_into_the_search(project: Project) -> None:
    edit(
        project,
        "assets/search-index.js",
        f'["{YEAR}/o11/","',
        f'["{YEAR}/o11/","แผนห้าปี เปิดดูโครงการ งบประมาณ และเวลาของปี 2568 ได้ทันที ',
    )


def leak_a_comment_into_the_list_of_files(project: Project) -> None:
    comment = "พบเฉพาะสถิติของผู้มาติดต่อที่หน่วยงาน ไม่พบสถิติการให้บริการผ่าน E-Service"
    edit(project, "data/index.html", "</main>", f"<p>{comment}</p></main>")


def leak_a_comment_into_the_home(project: Project) -> None:
    comment = "พบเฉพาะสถิติของผู้มาติดต่อที่หน่วยงาน ไม่พบสถิติการให้บริการผ่าน E-Service"
    home = f"{YEAR.partition('/')[0]}/index.html"
    edit(project, home, "</main>", f"<p>{comment}</p></main>")


def leak_a_due_day(project: Project) -> None:
    day = "กำหนดส่ง ๓๐ เมษายน ๒๕๖๘"
    edit(project, f"{YEAR}/o4/index.html", "</main>", f"<p>{day}</p></main>")


def leak_a_file(project: Project) -> None:
    folder = project.root / "content/agencies" / YEAR / "files"
    source = folder / "แผนปฏิบัติการป้องกันการทุจริต 2566-2570.pdf"
    (project.site / YEAR / "files/other.pdf").write_bytes(source.read_bytes())


def leak_a_page(project: Project) -> None:
    page = project.site / YEAR / "o26/index.html"
    (project.site / YEAR / "o25").mkdir()
    (project.site / YEAR / "o25/index.html").write_bytes(page.read_bytes())
    links = '<a href="o25/">O25</a><a href="o26/">'
    edit(project, f"{YEAR}/index.html", '<a href="o26/">', links)


def leak_a_field(project: Project) -> None:
    (project.site / "data.json").write_text('{"owner": "planning"}', encoding="utf-8")


Break = Callable[[Project], None]
BREAKS: tuple[Break, ...] = (
    delete_a_page,
    delete_an_attachment,
    delete_a_font,
    delete_the_checklist,
    delete_an_anchor,
    delete_the_qr_picture,
    delete_the_qr_from_the_page,
    delete_the_call_from_its_page,
    wrong_svg,
    wrong_png,
    no_picture_at_all,
    another_link_beside_it,
    delete_an_alternative,
    empty_every_alternative,
    delete_the_language,
    wrong_language,
    repeat_an_id,
    outside_script,
    outside_font_in_style,
    outside_picture_in_css,
    outside_candidate,
    outside_preload,
    unlist_an_item,
    lose_the_way_back,
    unknown_code,
    orphan,
    leak_a_comment,
    leak_a_comment_into_data,
    leak_into_the_search,
    leak_a_comment_into_the_list_of_files,
    leak_a_comment_into_the_home,
    leak_a_due_day,
    leak_a_file,
    leak_a_page,
    leak_a_field,
)

ALONE: tuple[Break, ...] = (
    delete_the_qr_from_the_page,
    delete_a_font,
    delete_a_page,
    delete_the_checklist,
    empty_every_alternative,
    wrong_language,
    outside_script,
    unknown_code,
)
"""What touches many pages, or hides what else is wrong."""

_FEW = [one for one in BREAKS if one not in ALONE]
TOGETHER = [[one] for one in ALONE] + [_FEW[at::6] for at in range(6)]
"""All breaks, those together that do not touch one another."""
