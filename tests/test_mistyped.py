"""Whatever is typed wrongly is said in Thai, in every command."""

import contextlib
import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from prongsai.cli import COMMANDS, cli

WRONG = "x'ผิด"
"""No day, number, choice or file, with a sign that is quoted when it is shown."""


def typed(folder: Path, *words: str) -> Result:
    """Type `prongsai` with some words in a folder."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(cli, words, prog_name="prongsai")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with what is typed for it."""
    context = click.Context(cli, info_name="prongsai")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", one) for sub, one in command.commands.items())


def mistakes() -> Iterator[tuple[str, ...]]:
    """Yield the words of every kind of mistake that click finds, in every command."""
    for name, command in commands():
        words = tuple(name.split())
        yield (*words, "--no-such")
        for param in command.params:
            if isinstance(param, click.Argument):
                yield words if param.required else (*words, WRONG, WRONG, WRONG)
            elif isinstance(param, click.Option) and not may_be_alone(param):
                option = param.opts[-1]
                yield (*words, f"{option}={WRONG}" if param.is_flag else option)
                if refuses(param.type):
                    yield (*words, f"{option}={WRONG}")


def may_be_alone(option: click.Option) -> bool:
    """Return whether an option takes a value and needs none: `checks --write`."""
    return isinstance(option.flag_value, Path)


def refuses(kind: click.ParamType[object]) -> bool:
    """Return whether there is a text that the type does not take."""
    new_file = isinstance(kind, click.Path) and not kind.exists
    return not (new_file or isinstance(kind, click.types.StringParamType))


def known_words() -> set[str]:
    """Return what is typed as it is in every language."""
    found = {"prongsai", *COMMANDS}
    for name, command in commands():
        found |= {*name.split()}
        for param in command.params:
            found |= {*param.opts}
            if isinstance(param.type, click.Choice):
                found |= {*map(str, param.type.choices)}
    return found


KNOWN = known_words()


def english_in(said: str) -> set[str]:
    """Return the English words that are no part of a command."""
    words = {*re.findall(r"[-\w]*[A-Za-z][-\w]*", said)}
    return words - KNOWN - {"--help", "--no-such"}


def test_every_mistake_in_every_command_is_said_in_thai(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    every = [one for one in mistakes() if one != ("rules",)]  # that shows the help
    other = {
        " ".join(words): (done.exit_code, done.output)
        for words in every
        if (done := typed(tmp_path, *words))
        if done.exit_code != 2
        or not done.output.strip()
        or english_in(done.output.replace(WRONG, ""))
    }
    assert other == {}
    assert len(every) > 200


TOO_MANY = (
    "มีคำเกินมาในคำสั่ง: ปลัด เทศบาล ลบออกแล้วพิมพ์ใหม่ "
    '(ถ้าเป็นชื่อที่มีเว้นวรรค ให้ใส่เครื่องหมาย " หน้าและหลังชื่อ)'
)
DAY = f"{datetime.date.today().year + 543}-03-31"  # noqa: DTZ011 - the day of this computer
HELP = "ดูวิธีพิมพ์ทั้งหมดของคำสั่งนี้ด้วย {} --help\n"


@pytest.mark.parametrize(
    ("words", "said", "path"),
    [
        (
            ("publishhh",),
            "ไม่มีคำสั่ง “publishhh” คำสั่งที่ใกล้เคียง: publish",
            "prongsai",
        ),
        (
            ("publish", "--dry-run-it"),
            "คำสั่งนี้ไม่มีตัวเลือก --dry-run-it ตัวเลือกที่ใกล้เคียง: --dry-run",
            "prongsai publish",
        ),
        (("publish", "--by"), "ต้องพิมพ์ค่าต่อท้าย --by ด้วย", "prongsai"),
        (
            ("publish", "--undo=1"),
            "พิมพ์ --undo อย่างเดียว ไม่ต้องมีค่าต่อท้าย",
            "prongsai",
        ),
        (
            ("publish", "web", "ปลัด", "เทศบาล"),
            TOO_MANY,
            "prongsai publish",
        ),
        (
            ("confirm", "O1"),
            "ยังขาด --year พิมพ์เพิ่มในคำสั่ง ต้องเป็นตัวเลขตั้งแต่ 2500 ถึง 2650",
            "prongsai confirm",
        ),
        (
            ("confirm",),
            "ยังขาดรหัสข้อหรือองค์ประกอบ พิมพ์ต่อท้ายคำสั่ง",
            "prongsai confirm",
        ),
        (
            ("check", "--lang", "thai"),
            "ใช้ “thai” เป็น --lang ไม่ได้ ค่าที่ใช้ได้: th, en",
            "prongsai check",
        ),
        (
            ("check", "--today", "31/3/68"),
            f"ใช้ “31/3/68” เป็น --today ไม่ได้ พิมพ์เป็นตัวเลข ปี พ.ศ.-เดือน-วัน เช่น {DAY}",
            "prongsai check",
        ),
        (
            ("serve", "--port", "แปดพัน"),
            "ใช้ “แปดพัน” เป็น --port ไม่ได้ ต้องเป็นตัวเลขจำนวนเต็ม",
            "prongsai serve",
        ),
        (
            ("import", "ไม่'มี.docx"),
            "ใช้ “ไม่'มี.docx” เป็น ชื่อไฟล์ ไม่ได้ ต้องเป็นไฟล์ที่มีอยู่จริงและเปิดได้ ตรวจชื่อแล้วพิมพ์ใหม่",
            "prongsai import",
        ),
        (
            ("check", "-C", "ไม่มี"),
            "ใช้ “ไม่มี” เป็น --root ไม่ได้ ต้องเป็นโฟลเดอร์ที่มีอยู่จริงและเปิดได้ ตรวจชื่อแล้วพิมพ์ใหม่",
            "prongsai check",
        ),
    ],
)
def test_a_mistake_is_named_with_what_to_type(
    words: tuple[str, ...], said: str, path: str, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    done = typed(tmp_path, *words)
    assert (done.exit_code, done.output) == (2, f"{said}\n{HELP.format(path)}")


def test_in_english_it_is_said_in_english(tmp_path: Path) -> None:
    done = typed(tmp_path, "confirm", "--lang=en", "O1", "--year", "1")
    assert done.exit_code == 2
    assert done.output == (
        "“1” cannot be used for --year. It is a number from 2500 to 2650\n"
        "prongsai confirm --help shows all that can be typed\n"
    )


def test_without_a_word_the_help_is_shown(tmp_path: Path) -> None:
    done = typed(tmp_path)
    assert done.exit_code == 2
    assert done.output.startswith("Usage: prongsai")
