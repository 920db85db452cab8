"""East Java as 38 equal tiles: neighbours stand beside each other, a city at its regency."""

from collections.abc import Mapping
from dataclasses import dataclass

TILE_WIDTH, TILE_HEIGHT, GAP = 72, 60, 4
STEP_X, STEP_Y = TILE_WIDTH + GAP, TILE_HEIGHT + GAP
# Madura lies across the strait: it stands a little apart.
STRAIT = 26

# Kemendagri's code: column, row and the short name on the tile.
TILES: dict[str, tuple[int, int, str]] = {
    "35.23": (2, 0, "Tuban"), "35.24": (3, 0, "Lamongan"), "35.25": (4, 0, "Gresik"),
    "35.26": (5, 0, "Bangkalan"), "35.27": (6, 0, "Sampang"), "35.28": (7, 0, "Pamekasan"),
    "35.29": (8, 0, "Sumenep"),
    "35.21": (1, 1, "Ngawi"), "35.22": (2, 1, "Bojonegoro"), "35.17": (3, 1, "Jombang"),
    "35.76": (4, 1, "Mojokerto"), "35.78": (5, 1, "Surabaya"),
    "35.20": (0, 2, "Magetan"), "35.77": (1, 2, "Madiun"), "35.19": (2, 2, "Madiun"),
    "35.18": (3, 2, "Nganjuk"), "35.16": (4, 2, "Mojokerto"), "35.15": (5, 2, "Sidoarjo"),
    "35.75": (6, 2, "Pasuruan"), "35.74": (7, 2, "Probolinggo"), "35.12": (8, 2, "Situbondo"),
    "35.02": (1, 3, "Ponorogo"), "35.71": (2, 3, "Kediri"), "35.06": (3, 3, "Kediri"),
    "35.79": (4, 3, "Batu"), "35.73": (5, 3, "Malang"), "35.14": (6, 3, "Pasuruan"),
    "35.13": (7, 3, "Probolinggo"), "35.11": (8, 3, "Bondowoso"),
    "35.01": (0, 4, "Pacitan"), "35.03": (1, 4, "Trenggalek"), "35.04": (2, 4, "Tulungagung"),
    "35.05": (3, 4, "Blitar"), "35.72": (4, 4, "Blitar"), "35.07": (5, 4, "Malang"),
    "35.08": (6, 4, "Lumajang"), "35.09": (7, 4, "Jember"), "35.10": (8, 4, "Banyuwangi"),
}  # fmt: skip
MADURA = {"35.26", "35.27", "35.28", "35.29"}
FIRST_CITY = "35.71"
WIDTH = 9 * STEP_X - GAP + STRAIT
HEIGHT = 5 * STEP_Y - GAP
TONES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """One regency: its place, its shade from 0 to 4, what is written on it, where it leads."""

    x: int
    y: int
    short_name: str
    is_city: bool
    name: str
    shown: str
    tone: int
    url: str = ""

    @property
    def middle(self) -> int:
        return self.x + TILE_WIDTH // 2


@dataclass(frozen=True, slots=True)
class Value:
    """What the map shows of a regency; None where the figure is withheld."""

    name: str
    shown: str
    count: int | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class TileMap:
    """The drawing for the template; `legend` are (tone, from, to)."""

    tiles: list[Tile]
    legend: list[tuple[int, int, int]]
    width: int = WIDTH
    height: int = HEIGHT
    tile_width: int = TILE_WIDTH
    tile_height: int = TILE_HEIGHT


def draw(values: Mapping[str, Value]) -> TileMap:
    """Return the map of `values`, by Kemendagri's code; from west to east, north to south."""
    bounds = limits(max((value.count or 0 for value in values.values()), default=0))
    tiles = []
    for code, (column, row, short_name) in sorted(
        TILES.items(), key=lambda item: (item[1][1], item[1][0])
    ):
        value = values.get(code, Value(short_name, "0", 0))
        tiles.append(
            Tile(
                x=column * STEP_X + (STRAIT if code in MADURA else 0),
                y=row * STEP_Y,
                short_name=short_name,
                is_city=code >= FIRST_CITY,
                name=value.name,
                shown=value.shown,
                tone=tone(value.count, bounds),
                url=value.url,
            )
        )
    lowest = [1, *(bound + 1 for bound in bounds)]
    legend = [
        (number + 1, low, high)
        for number, (low, high) in enumerate(zip(lowest, bounds, strict=False))
    ]
    return TileMap(tiles, legend)


def limits(highest: int) -> list[int]:
    """Return the highest figure of each shade; fewer shades where figures are small."""
    return sorted({-(-highest * number // TONES) for number in range(1, TONES + 1)} - {0})


def tone(count: int | None, bounds: list[int]) -> int:
    """Return the shade of `count`: 0 for nobody or unknown."""
    if not count:
        return 0
    return next(number for number, bound in enumerate(bounds, 1) if count <= bound)
