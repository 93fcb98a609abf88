"""Archive → tables of a database server or file, in one transaction: afterwards they say what the archive says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from hashlib import blake2b
from itertools import islice
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeDecorator, TypeEngine

from ipextract.distribution import install
from ipextract.exact.decimals import DIGITS, PLACES, plain
from ipextract.tabular.exchange import DOCUMENTS, TABLES, Column, ExportFault, Row, Table

_AT_ONCE: Final = 1000
#: Seconds until a server that does not answer counts as unreachable.
_PATIENCE: Final = 10
_DRIVERS: Final = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}


class Changes(NamedTuple):
    """What became of a table: how many rows it has now, how many of them are new or changed, how many went."""

    rows: int
    written: int
    removed: int


class _Exact(TypeDecorator[Decimal]):
    """NUMERIC(38, 12), and text in SQLite, whose numbers are binary floats."""

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """The column type of the database."""
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.Numeric(DIGITS, PLACES))

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> Any:
        """The value as the database takes it."""
        return plain(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002
        """The value as a Decimal again."""
        return None if value is None else Decimal(value)


def _column(table: Table, column: Column) -> sa.Column[Any]:
    types: dict[str, TypeEngine[Any] | TypeDecorator[Any]] = {
        "decimal": _Exact(),
        "integer": sa.Integer(),
        "boolean": sa.Boolean(),
    }
    name, kind = column.name, types.get(column.type, sa.Text())
    named = table is not DOCUMENTS and name in table.documents
    refers = [sa.ForeignKey(f"{DOCUMENTS.name}.{DOCUMENTS.key[0]}")] if named else []
    return sa.Column(name, kind, *refers, primary_key=name in table.key, nullable=column.optional, autoincrement=False)


_META: Final = sa.MetaData()
_TABLES: Final = {
    table.name: sa.Table(table.name, _META, *(_column(table, column) for column in table.columns)) for table in TABLES
}
#: Says that the tables are ours, and of which make.
_MARK: Final = sa.Table("ipextract_layout", _META, sa.Column("layout", sa.Text(), primary_key=True))
_LAYOUT: Final = blake2b(repr(TABLES).encode(), digest_size=8).hexdigest()


class Target:
    """A database that is connected; nothing in it changes but by ``mirror``."""

    def __init__(self, connection: sa.Connection, where: str) -> None:
        self.connection = connection
        self.where = where

    def mirror(self, rows: Callable[[Table], Iterable[Row]]) -> dict[str, Changes]:
        """Makes each table hold the rows given for it and no others, all in one transaction; what is equal is left.

        Raises ExportFault, and changes nothing, where a table of that name is there which is not ours.
        """
        with self.connection.begin():
            if self.connection.dialect.name == "postgresql":
                # Two exports at once would each wait for rows of the other.
                self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(int(_LAYOUT[:12], 16))))
            self._prepare()
            written, stale, counts = {}, {}, {}
            for table in TABLES:
                stale[table] = self._keys(table)
                counts[table], written[table] = self._upsert(table, rows(table), stale[table])
            for table in reversed(TABLES):
                self._remove(table, stale[table])
        return {t.name: Changes(counts[t], written[t], len(stale[t])) for t in TABLES}

    def _prepare(self) -> None:
        there = set(sa.inspect(self.connection).get_table_names())
        made = {each[0] for each in self.connection.execute(sa.select(_MARK))} if _MARK.name in there else set()
        if not made and (found := sorted(there & _TABLES.keys())):
            raise ExportFault(
                f"{self.where}: has a table {found[0]} that ipextract has not made; name a database, or on a server a "
                "schema (?options=-csearch_path%3DNAME), without it"
            )
        if made and made != {_LAYOUT}:
            names = ", ".join((*reversed([t.name for t in TABLES]), _MARK.name))
            raise ExportFault(
                f"{self.where}: the tables are of another version of ipextract; drop {names} and export again"
            )
        _META.create_all(self.connection)
        if not made:
            self.connection.execute(sa.insert(_MARK), {"layout": _LAYOUT})

    def _keys(self, table: Table) -> set[Row]:
        target = _TABLES[table.name]
        return {tuple(row) for row in self.connection.execute(sa.select(*(target.c[name] for name in table.key)))}

    def _upsert(self, table: Table, rows: Iterable[Row], stale: set[Row]) -> tuple[int, int]:
        """How many rows came and how many of them were new or other; their keys are taken out of ``stale``."""
        target, places = _TABLES[table.name], [table.names.index(name) for name in table.key]
        insert = (postgresql if self.connection.dialect.name == "postgresql" else sqlite).insert(target)
        others = [column for column in target.c if not column.primary_key]
        statement = insert.on_conflict_do_update(
            index_elements=[target.c[name] for name in table.key],
            set_={column.name: insert.excluded[column.name] for column in others},
            where=sa.or_(*(column.is_distinct_from(insert.excluded[column.name]) for column in others)),
        )
        came = written = 0
        source = iter(rows)
        while chunk := list(islice(source, _AT_ONCE)):
            came += len(chunk)
            stale.difference_update([tuple(row[at] for at in places) for row in chunk])
            values = [dict(zip(table.names, map(_plain, row), strict=True)) for row in chunk]
            done = self.connection.execute(statement, values, execution_options={"preserve_rowcount": True})
            written += done.rowcount
        return came, written

    def _remove(self, table: Table, keys: Iterable[Row]) -> None:
        target = _TABLES[table.name]
        statement = sa.delete(target).where(*(target.c[name] == sa.bindparam(f"k_{name}") for name in table.key))
        values = [{f"k_{name}": value for name, value in zip(table.key, key, strict=True)} for key in keys]
        if values:
            self.connection.execute(statement, values)


@contextmanager
def connected(url: str) -> Iterator[Target]:
    """The database of a URL (postgresql://, postgres://, sqlite:///). Raises ExportFault where it cannot be used."""
    parsed = _parsed(url)
    where = _where(parsed)
    with _explained(where, _secrets(url, parsed)), _opened(parsed, where) as connection:
        yield Target(connection, where)


def _parsed(url: str) -> sa.URL:
    """The URL with the driver that we use. Its text is never shown: it may hold a password."""
    shape = "postgresql://USER@HOST/DATABASE or sqlite:///FILE"
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError) as fault:
        raise ExportFault(f"--to: not a URL of a database; write {shape}") from fault
    kind = parsed.drivername.partition("+")[0]
    driver = _DRIVERS.get(kind)
    if driver is None or parsed.drivername not in (kind, driver):
        raise ExportFault(f"--to: databases of {parsed.drivername} are not written to; write {shape}")
    if "@" in (parsed.host or ""):
        raise ExportFault("--to: a password with @ in it has to say %40 for it")
    if kind == "sqlite" and not parsed.database:
        raise ExportFault("--to: names no file; write sqlite:///FILE")
    parsed = parsed.set(drivername=driver)
    if kind != "sqlite" and "connect_timeout" not in parsed.query:
        parsed = parsed.update_query_dict({"connect_timeout": str(_PATIENCE)})
    return parsed


def _where(url: sa.URL) -> str:
    """The database for a person, without user and password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    host = url.host or url.query.get("host") or "localhost"
    return f"{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _secrets(text: str, url: sa.URL) -> list[str]:
    """What may be in no message: the password, as it is and as the URL has it, and passwords behind the ?."""
    raw = re.search(r"//[^/@]*?:([^@]*)@", text)
    named = (value for name, value in url.query.items() if "pass" in name)
    found = [str(url.password or ""), raw[1] if raw else "", *(str(each) for each in named)]
    return sorted({each for each in found if each}, key=len, reverse=True)


def _opened(url: sa.URL, where: str) -> sa.Connection:
    try:
        engine = sa.create_engine(url, poolclass=NullPool, hide_parameters=True)
        if url.get_backend_name() == "sqlite":
            # Python's driver starts no transaction before the first INSERT: tables would be made outside it.
            sa.event.listen(engine, "connect", _ours_to_begin)
            sa.event.listen(engine, "begin", _begin)
        return engine.connect()
    except ImportError as fault:
        raise ExportFault(f"--to: the driver for this database is not installed; {install('sql')}") from fault
    except (TypeError, ValueError):
        raise ExportFault(f"{where}: the driver does not understand what stands behind the ? of the URL") from None


def _ours_to_begin(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _explained(where: str, secrets: Sequence[str]) -> Iterator[None]:
    """Faults of the database as ExportFault with its place, what the driver says of it, and no password."""
    try:
        yield
    except SQLAlchemyError as fault:
        lines = str(fault.orig if isinstance(fault, DBAPIError) else fault).strip().splitlines() or [""]
        what = lines[0]
        for secret in secrets:
            what = what.replace(secret, "***")
        raise ExportFault(f"{where}: {what}; nothing was changed there") from None


def _plain(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else value
