"""The command opens the desk also where there is no site yet."""

import socket
from pathlib import Path

from click.testing import CliRunner

from prongsai.cli.desk import command


def test_an_empty_folder_is_no_mistake(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = CliRunner().invoke(
            command, ["--root", str(tmp_path), "--port", port, "--no-open"]
        )
    assert run.exit_code == 2
    assert run.output == (
        f"ใช้พอร์ต {port} ไม่ได้ เพราะโปรแกรมอื่นใช้อยู่ "
        "พิมพ์คำสั่งเดิมโดยไม่ใส่ --port แล้วโปรแกรมจะเลือกให้\n"
    )
