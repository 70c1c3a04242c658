"""Runs Typst once, as a process of its own: said on standard input as JSON what to set, it writes the PDF.

Typst remembers what it has set, to be quicker the next time: gigabytes after some long statements, and for nobody's
good, since no two are the same. They end with this process. It imports nothing of the bank.
"""

import json
import sys

import typst


def main() -> None:
    """Set what standard input asks for."""
    asked = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[asked["fonts"]])
    said = json.dumps(asked["said"], ensure_ascii=False)
    compiler = typst.Compiler(asked["template"], font_paths=fonts, sys_inputs={"said": said})
    # Tags would make a long table six times as large, and it is sealed in parts of 64 KiB.
    made = compiler.compile(format="pdf", timestamp=asked["timestamp"], pdf_tags=False)
    assert isinstance(made, bytes), "a PDF is one file"
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
