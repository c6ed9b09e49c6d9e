"""Reads QR codes with a program that is not ours: jsQR, under node."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from support import NODE

SCRIPT = Path(__file__).parent / "read_qr.mjs"


def read_codes(pictures: Sequence[Image.Image]) -> list[str | None]:
    """The text of the code in each picture, None where none is found."""
    sent = [{"wide": p.width, "high": p.height, "grey": base64.b64encode(p.tobytes()).decode()} for p in pictures]
    return list(_asked({"pictures": sent})["read"])


def _asked(what: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [*NODE, str(SCRIPT)], input=json.dumps(what), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer
