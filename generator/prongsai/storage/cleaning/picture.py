"""Pictures without metadata; only which side is up is kept."""

import io

_ORIENTATION = 274


def clean_picture(data: bytes) -> bytes:
    """Return a picture that shows the same; a JPEG keeps its quality."""
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415 - optional, slow to import

    with Image.open(io.BytesIO(data)) as picture:
        form, stream = picture.format or "PNG", io.BytesIO()
        if form == "JPEG" and picture.getexif().get(_ORIENTATION, 1) == 1:
            picture.info = {k: v for k, v in picture.info.items() if k in _KEPT}
            picture.save(stream, form, quality="keep", exif=b"", comment=b"")
            return stream.getvalue()
        colours = picture.info.get("icc_profile")
        frames = [
            ImageOps.exif_transpose(frame.copy())
            for frame in ImageSequence.Iterator(picture)
        ]
        waits = picture.info.get("duration", 0)
        for frame in frames:
            frame.info = {}
        more: dict[str, object] = {"icc_profile": colours} if colours else {}
        if len(frames) > 1:
            more |= {"save_all": True, "append_images": frames[1:], "duration": waits}
        if form in {"JPEG", "WEBP"}:
            more["quality"] = 95
        frames[0].save(stream, form, **more)
        return stream.getvalue()


_KEPT = frozenset({"icc_profile", "jfif", "jfif_version", "jfif_unit", "jfif_density"})
