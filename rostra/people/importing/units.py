"""Unit paths of the list as units of the house: known, moved or new."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from rostra.kit.ids import new_id
from rostra.people.models import Unit

Path = tuple[str, ...]


@dataclass
class Node:
    """A unit as it will be. `names` and `ids` run from the root to the unit itself."""

    id: UUID
    names: Path
    ids: list[UUID]
    closed: bool = False
    was: Path = ()  # its path before, if it moves


@dataclass
class UnitPlan:
    """`made` and `moved` in an order in which parents come first; `opened` were closed and are named again."""

    made: list[Node] = field(default_factory=list)
    moved: list[Node] = field(default_factory=list)
    opened: list[Node] = field(default_factory=list)
    unnamed: int = 0  # open units which the list does not name


def _key(path: Path) -> Path:
    return tuple(name.casefold() for name in path)


def plan_units() -> UnitPlan:
    """Fill `import_row.unit_id`. Nothing is written to the house's own units yet."""
    plan = UnitPlan()
    known = _known()
    named = _named()
    wanted = {_key(path[: depth + 1]): path[: depth + 1] for path in named for depth in range(len(path))}
    for key in sorted(wanted, key=lambda key: (len(key), key)):
        if key not in known:
            _move_or_make(wanted[key], wanted, known, plan)
        elif known[key].closed:
            known[key].closed = False
            plan.opened.append(known[key])
    plan.unnamed = sum(key not in wanted and not node.closed for key, node in known.items())
    _fill({path: known[_key(path)].id for path in named})
    return plan


def _known() -> dict[Path, Node]:
    names = dict(Unit.objects.values_list("id", "name"))
    rows = Unit.objects.order_by("id").values_list("id", "path", "closed_at")
    nodes = (Node(id, tuple(names[each] for each in path), list(path), closed is not None) for id, path, closed in rows)
    return {_key(node.names): node for node in nodes}


def _named() -> list[Path]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unit FROM import_row WHERE NOT out AND unit <> '{}' ORDER BY unit")
        return [tuple(row[0]) for row in cursor.fetchall()]


def _move_or_make(path: Path, wanted: dict[Path, Path], known: dict[Path, Node], plan: UnitPlan) -> None:
    parent_ids = known[_key(path[:-1])].ids if len(path) > 1 else []
    mover = _mover(path, wanted, known)
    if mover is None:
        fresh = new_id()
        node = Node(fresh, path, [*parent_ids, fresh])
        known[_key(path)] = node
        plan.made.append(node)
        return
    below = [node for node in known.values() if node.names[: len(mover.names)] == mover.names]
    was, depth = mover.names, len(mover.names)
    for node in below:
        del known[_key(node.names)]
        node.was = node.was or node.names
        node.names, node.ids = path + node.names[depth:], [*parent_ids, *node.ids[depth - 1 :]]
        known[_key(node.names)] = node
    mover.was = was
    plan.moved.extend(node for node in sorted(below, key=lambda node: len(node.ids)) if node not in plan.moved)


def _mover(path: Path, wanted: dict[Path, Path], known: dict[Path, Node]) -> Node | None:
    """The one open unit of this name which the list no longer has at its old place and most of whose people moved along."""
    name = path[-1].casefold()
    rivals = [other for other in wanted if other[-1] == name and other not in known]
    candidates = [
        node
        for key, node in known.items()
        if key[-1] == name and key not in wanted and not node.closed and not node.was
    ]
    if len(rivals) != 1 or len(candidates) != 1 or path[: len(candidates[0].names)] == candidates[0].names:
        return None
    return candidates[0] if _most_went_along(candidates[0], path) else None


def _most_went_along(node: Node, path: Path) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE r.unit[1:%s] = %s::text[]) FROM people_unit u"
            " JOIN people_person p ON p.unit_id = u.id JOIN import_row r ON r.was = p.id AND NOT r.out"
            " WHERE u.path @> ARRAY[%s::uuid]",
            [len(path), list(path), node.id],
        )
        listed, along = cursor.fetchone()
    return bool(listed) and 2 * along >= listed


def _fill(ids: dict[Path, UUID]) -> None:
    with connection.cursor() as cursor:
        with cursor.copy("COPY import_unit (path, id) FROM STDIN") as copy:
            for path, id in ids.items():
                copy.write_row((list(path), id))
        cursor.execute("UPDATE import_row r SET unit_id = u.id FROM import_unit u WHERE u.path = r.unit")
