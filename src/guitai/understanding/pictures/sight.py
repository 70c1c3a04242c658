"""What stands in a picture: its lines of print and its codes. Runs in a process of its own (`guitai.apart`)."""

import json
from collections.abc import Callable
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from guitai.understanding.pictures.decoding import Unreadable, pixels, written
from guitai.understanding.unreported import unreported

SMALLEST_SIDE = (
    960  # pixels of the longer side: print in a smaller picture is read better when it is enlarged
)
FOUND_IN = 960  # pixels in which lines are looked for; each is read as large as it is
MOST_LINES = 120  # no slip has more, and every one takes its time
LIKELY = 0.5  # how sure the reader is of a line that is told at all
UNSPOKEN = ":：¥￥"  # marks without which a line says the same
MODELS = {"Det": "PP-OCRv6_det_small", "Cls": "ch_ppocr_mobile_v2.0_cls_mobile", "Rec": "PP-OCRv6_rec_small"}


def sight() -> Callable[[bytes], bytes]:
    """A function from a picture to what stands in it, as JSON, and the bare picture behind a NUL."""
    reader = _reader()

    def look(content: bytes) -> bytes:
        try:
            picture = pixels(content)
        except Unreadable as no:
            return json.dumps({"unreadable": str(no)}).encode()
        array = np.asarray(_enlarged(picture))
        told = {"lines": _lines(reader, array), "codes": _codes(array)}
        return json.dumps(told).encode() + b"\0" + written(picture)

    return look


def _reader() -> RapidOCR:
    """Its models come with it: named here, none is ever fetched."""
    unreported()
    with as_file(files("rapidocr") / "models") as folder:
        models = {f"{part}.model_path": str(folder / f"{name}.onnx") for part, name in MODELS.items()}
        return RapidOCR(
            params=models
            | {
                "Global.log_level": "critical",
                "Global.text_score": LIKELY,
                "Det.limit_type": "max",
                "Det.limit_side_len": FOUND_IN,
                "Det.max_candidates": MOST_LINES,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )


def _enlarged(picture: Image.Image) -> Image.Image:
    times = SMALLEST_SIDE / max(picture.size)
    if times <= 1:
        return picture
    return picture.resize(
        (round(picture.width * times), round(picture.height * times)), Image.Resampling.BICUBIC
    )


def _lines(reader: RapidOCR, picture: "np.ndarray[Any, Any]") -> list[dict[str, object]]:
    """Each line of print, its corners, and how sure its reader is of the letter of which it is least so."""
    found = reader(picture[:, :, ::-1], return_word_box=True, return_single_char_box=True)  # blue comes first
    if not isinstance(found, RapidOCROutput) or found.boxes is None or not found.txts:
        return []
    words: Any = found.word_results  # a line's letters, though its type says otherwise
    letters = [[score for letter, score, _ in line if letter not in UNSPOKEN] for line in words]
    return [
        {"text": text, "score": min(scores, default=0.0), "corners": [[float(x), float(y)] for x, y in box]}
        for box, text, scores in zip(found.boxes, found.txts, letters, strict=True)
    ]


def _codes(picture: "np.ndarray[Any, Any]") -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found]
