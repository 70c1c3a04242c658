"""Pictures such as customers send: slips, cards, bills and codes, drawn here, and what phones and chats do to them."""

import io
from functools import cache
from importlib.resources import as_file, files
from random import Random

import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont

INK, GREY, SCREEN, DESK = "#1f1f1f", "#8a8a8a", "#f5f5f7", "#cfc9bf"
SIMPLIFIED = 2  # face of the collection


@cache
def font(size, weight=400):
    with as_file(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc") as path:
        found = ImageFont.truetype(str(path), size, index=SIMPLIFIED)
    found.set_variation_by_axes([weight])
    return found


def page(width, height, fill=SCREEN):
    picture = Image.new("RGB", (width, height), fill)
    return picture, ImageDraw.Draw(picture)


def on_the_right(draw, right, top, text, size, fill=INK):
    draw.text((right - draw.textlength(text, font=font(size)), top), text, font=font(size), fill=fill)


def listed(title, headline, rows, *, colon=False, size=30):
    """A page of an app: a title, a large sum, and rows of labels on the left and values on the right."""
    picture, draw = page(720, 330 + 90 * len(rows))
    draw.text((360, 60), title, font=font(40), fill=INK, anchor="ma")
    if headline:
        draw.text((360, 150), headline, font=font(64, 600), fill=INK, anchor="ma")
    for at, (label, value) in enumerate(rows):
        top = 300 + 90 * at
        draw.text((48, top), f"{label}：" if colon else label, font=font(size), fill=GREY)
        on_the_right(draw, 672, top, value, size)
    return picture


def stacked(title, rows, *, size=30):
    """Each value below its label."""
    picture, draw = page(720, 200 + 120 * len(rows))
    draw.text((48, 60), title, font=font(44, 600), fill=INK)
    for at, (label, value) in enumerate(rows):
        draw.text((48, 170 + 120 * at), label, font=font(24), fill=GREY)
        draw.text((48, 206 + 120 * at), value, font=font(size), fill=INK)
    return picture


def note(lines, *, size=32):
    """Lines of text as somebody passes them on, 户名：王小明 and so on."""
    picture, draw = page(720, 120 + 70 * len(lines), "white")
    for at, line in enumerate(lines):
        draw.text((40, 50 + 70 * at), line, font=font(size), fill=INK)
    return picture


def receipt(title, left, right, rows):
    """A bank's receipt on paper: payer and payee side by side, the rest below."""
    picture, draw = page(1400, 420 + 70 * len(rows), "white")
    draw.text((700, 40), title, font=font(44, 600), fill=INK, anchor="ma")
    for column, (heading, cells) in enumerate((left, right)):
        x = 60 + 680 * column
        draw.text((x, 130), heading, font=font(30, 600), fill=INK)
        for at, (label, value) in enumerate(cells):
            draw.text((x, 190 + 60 * at), label, font=font(26), fill=INK)
            draw.text((x + 150, 190 + 60 * at), value, font=font(26), fill=INK)
    for at, (label, value) in enumerate(rows):
        draw.text((60, 400 + 70 * at), label, font=font(26), fill=INK)
        draw.text((330, 400 + 70 * at), value, font=font(26), fill=INK)
    return picture


def card(bank, number, *, paper="#1d4f91", ink="#f4f4f4", more="借记卡"):
    picture, draw = page(860, 540, paper)
    draw.text((50, 40), bank, font=font(44, 600), fill=ink)
    draw.text((690, 50), more, font=font(28), fill=ink)
    draw.rounded_rectangle((60, 160, 170, 240), 14, fill="#d8b45a")
    groups = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    draw.text((56, 300), groups, font=font(52, 500), fill=ink)
    draw.text((60, 420), "有效期 MONTH/YEAR 12/31", font=font(24), fill=ink)
    draw.text((640, 450), "银联 UnionPay", font=font(28), fill=ink)
    return picture


def code(text, *, scale=8, title="", width=720):
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=scale, border=4)
    square = Image.open(out).convert("RGB")
    picture, draw = page(max(width, square.width + 60), square.height + 260, "white")
    draw.text((picture.width // 2, 60), title, font=font(40), fill=INK, anchor="ma")
    picture.paste(square, ((picture.width - square.width) // 2, 180))
    return picture


def sent(picture, form="JPEG", quality=85, **how):
    """As a file. `how` may bring what Pillow writes beside the pixels."""
    out = io.BytesIO()
    picture.save(out, form, **({"quality": quality} if form in ("JPEG", "WEBP") else {}), **how)
    return out.getvalue()


def photographed(picture, random: Random):
    """Held at a slant, dark, blurred, noisy, made small and squeezed: a photo of it as it comes out of a chat."""
    picture = picture.rotate(
        random.uniform(-4, 4), expand=True, fillcolor=DESK, resample=Image.Resampling.BICUBIC
    )
    scale = random.uniform(0.55, 1.3)
    size = (round(picture.width * scale), round(picture.height * scale))
    picture = picture.resize(size, Image.Resampling.BICUBIC)
    picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0, 0.9)))
    noise = Image.effect_noise(picture.size, random.uniform(10, 60)).convert("RGB")
    picture = Image.blend(picture, noise, random.uniform(0, 0.18))
    light = random.uniform(0.7, 1.0)
    picture = picture.point(lambda value: round(value * light))
    return sent(picture, quality=random.choice((35, 50, 65, 80)))


def badly_photographed(picture, random: Random):
    """From the side, in shadow or glare, shaken, far off, squeezed hard: half of it can't be read at all."""
    width, height = picture.size
    off = [random.uniform(0, 0.09) for _ in range(8)]
    corners = (
        (-off[0] * width, -off[1] * height),
        (-off[2] * width, (1 + off[3]) * height),
        ((1 + off[4]) * width, (1 + off[5]) * height),
        ((1 + off[6]) * width, -off[7] * height),
    )
    flat = [coordinate for corner in corners for coordinate in corner]
    picture = picture.transform(
        (width, height), Image.Transform.QUAD, flat, Image.Resampling.BICUBIC, fillcolor=DESK
    )
    light = Image.radial_gradient("L").resize((2 * width, 2 * height))
    left, top = random.randrange(width), random.randrange(height)
    light = light.crop((left, top, left + width, top + height)).point(lambda value: 255 - round(0.7 * value))
    picture = Image.composite(
        picture, Image.new("RGB", picture.size, random.choice(("#101010", "#ffffff"))), light
    )
    scale = random.uniform(0.3, 0.8)
    picture = picture.resize((round(width * scale), round(height * scale)), Image.Resampling.BICUBIC)
    picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.6)))
    picture = Image.blend(
        picture, Image.effect_noise(picture.size, 60).convert("RGB"), random.uniform(0.05, 0.3)
    )
    return sent(
        picture.rotate(random.uniform(-7, 7), expand=True, fillcolor=DESK),
        quality=random.choice((18, 25, 35, 50)),
    )
