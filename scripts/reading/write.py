"""Writes the site as plain Markdown with a configuration, for engines that have no hooks (Zensical, ProperDocs)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from . import door
from .forge import forge
from .navigation import navigation
from .site import Site

OURS_ALONE = ("hooks", "watch")


class _Config(yaml.SafeLoader):
    """Reads mkdocs.yml; `!ENV [NAME, default]` becomes its value in the environment that the class carries."""

    environment: Mapping[str, str] = {}


def _env(loader: _Config, node: yaml.SequenceNode) -> str:
    name, default = loader.construct_sequence(node)
    return loader.environment.get(name) or default


_Config.add_constructor("!ENV", _env)


class BrokenConfigError(Exception):
    """The project's mkdocs.yml cannot be read."""


def write(site: Site, root: Path, folder: Path, environment: Mapping[str, str]) -> int:
    """Writes pages, data, assets and configuration into `folder`, new or empty; returns the number of pages.

    Raises `BrokenConfigError`, and `FileExistsError` where the folder holds anything or lies in `docs/`, where it
    would be read as content.
    """
    if folder.resolve().is_relative_to((root / "docs").resolve()):
        raise FileExistsError(f"{folder} lies in docs/, which holds what people write; name another folder")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty; name a new folder")
    config = _config(root, environment) | {"nav": navigation(site.library)}
    edit = forge(environment).edit
    for page in site.pages:
        path = folder / "docs" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(door.markdown(page, edit), encoding="utf-8")
    for export in site.exports:
        path = folder / "docs" / export.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(export.parts)
    shutil.copytree(root / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(root / "scripts" / "theme", folder / "theme")
    config["theme"] |= {"custom_dir": "theme", "variant": "classic"}  # Zensical's own looks would need other templates
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return len(site.pages)


def _config(root: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    loader = type("Loader", (_Config,), {"environment": environment})
    try:
        config: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
        raise BrokenConfigError(
            f"mkdocs.yml, line {line}: this line cannot be read; take it from the last good commit"
        ) from None
    return {key: value for key, value in config.items() if key not in OURS_ALONE}
