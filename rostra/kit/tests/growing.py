"""Nothing on the kit's pages comes from the database."""

from tests.cast import Cast

STILL = {"kit_css", "kit_gallery", "kit_gallery_page"}


def grow(cast: Cast, number: int) -> None:
    pass
