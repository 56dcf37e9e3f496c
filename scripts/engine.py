"""What `hook` gives MkDocs in place of its own, so that it leaves alone what need not be done again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.structure.files import File

from frames import NAME, Framed

BLANKS = re.compile(r"\n\s+")


class Cache(Protocol):
    """What is used of `reading.cache.Cache`, which is read anew when it changes while serving."""

    def key(self, *made_from: str) -> str: ...
    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, made: bytes) -> None: ...


class Done(File):
    """A file that is in its place: it can be linked, and is neither rendered nor copied again."""

    @classmethod
    def like(cls, file: File) -> Done:
        """The same file, done."""
        return cls(file.src_uri, None, file.dest_dir, False, dest_uri=file.dest_uri)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing to do."""


class InBytes(str):
    """What MkDocs writes as a page: a text only in that it can be encoded, which it is already."""

    _data: bytes

    def __new__(cls, data: bytes) -> InBytes:
        made = super().__new__(cls, "a page in UTF-8")
        made._data = data
        return made

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """The page, in UTF-8 whatever is asked for."""
        return self._data


class Templates(FileSystemLoader):
    """The theme's templates without the blanks at the beginnings of lines, and without empty lines.

    These would be nearly three kilobytes of every page. A line's end stays, so that no two words become one.

    They are listed without the theme's fourteen thousand icons, which MkDocs would go through in vain.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template as it is rendered, its path, and whether it is still the same."""
        source, path, same = super().get_source(environment, template)
        return BLANKS.sub("\n", source), path, same

    def list_templates(self) -> list[str]:
        """Every file that is in no hidden folder."""
        found = set[str]()
        for root in map(str, self.searchpath):
            for folder, inner, names in os.walk(root):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(root).as_posix() for name in names)
        return sorted(found)


class Compiled(BytecodeCache):
    """What templates were compiled to; a template that was changed has another checksum.

    It is run as it is: another reason why the cache of a stranger is not used (see `cache.folder`).
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template its code where that is known."""
        code = self._cache.get(self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        self._cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return self._cache.key("template", bucket.key, bucket.checksum)


def environment(get_env: Callable[[], Environment], cache: Cache) -> Environment:
    """The theme's templates as MkDocs gets them (`Theme.get_env`), with both."""
    env = get_env()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = Templates(env.loader.searchpath)
    env.bytecode_cache = Compiled(cache)
    framed, others = Framed(env), env.get_template
    env.get_template = lambda name, *more: framed if name == NAME else others(name, *more)  # type: ignore
    return env
