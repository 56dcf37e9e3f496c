"""What MkDocs calls: hands over our pages, finishes the site; decides nothing.

The only file that knows MkDocs. A build goes into a folder beside the site and takes its place at the end, so that a
build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

log = logging.getLogger("mkdocs.hooks.reading")
ASSET = re.compile(r"assets/[a-z0-9-]+\.(?:css|js|svg|png)")
serving = False
state: dict[str, Any] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether this is `mkdocs serve`, which adds a script of its own to every page."""
    del dirty
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Runs the journey before MkDocs touches anything; stops with the problems in words."""
    reading = _modules()
    root = Path(config.config_file_path).parent
    door = reading["door"]
    try:
        setting = door.setting(os.environ, config.site_url or "")
    except (PermissionError, ValueError) as error:
        raise Abort(str(error)) from None
    site = reading["site"].journey(root, door.originals(root, os.environ), setting)
    if site.problems:
        log.info("%s\n%s", reading["report"].summary(site.problems), reading["report"].lines(site.problems))
    if not site.pages and serving and "site" in state:
        # Neither an exception nor an error in the log: strict mode turns both into a server that hangs.
        log.info("The last good pages stay until the problems above are mended.")
        site = state["site"]
    if not site.pages:
        raise Abort("Nothing was built; mend the problems above first.")
    config.nav = reading["navigation"].navigation(site.library)
    state.update(reading=reading, site=site, edit=setting.forge.edit, target=Path(config.site_dir))
    state["private"] = bool(setting.private)
    if not serving:
        try:
            config.site_dir = str(reading["door"].beside(Path(config.site_dir)))
            state["built"] = Path(config.site_dir)
        except FileExistsError as error:
            raise Abort(str(error)) from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Our pages and data, the theme's files and an allow-list of assets; nothing else below `docs/` is ever copied."""
    docs = Path(config.docs_dir)
    kept = Files([f for f in files if not _from(docs, f) or ASSET.fullmatch(f.src_uri)])
    for page in state["site"].pages:
        content = state["reading"]["door"].markdown(page, state["edit"])
        kept.append(File.generated(config, page.path, content=content))
    for export in state["site"].exports:
        kept.append(File.generated(config, export.path, content=export.stored))
    return kept


def on_post_build(config: MkDocsConfig) -> None:
    """Finishes and inspects the site, then puts it in the place of the last one."""
    reading, built = state["reading"], Path(config.site_dir)
    reading["finish"].finish(built, policy=not serving, private=state["private"])
    if serving:
        return
    problems = reading["inspect"].inspect(built)
    if problems:
        shutil.rmtree(built, ignore_errors=True)
        log.error("%s", reading["inspect"].text(problems))
        raise Abort("The new site has faults; the last one stays as it was.")
    reading["door"].swap(built, state["target"])
    config.site_dir = str(state["target"])


def on_build_error(error: Exception) -> None:
    """Leaves nothing half-built behind; what the machine refuses (no room, no right to write) is one line."""
    if "built" in state:
        shutil.rmtree(state["built"], ignore_errors=True)
    if isinstance(error, OSError):
        raise Abort(f"{error.filename or 'The machine'}: {error.strerror or error}. The last site stays as it was.")


def _from(docs: Path, file: File) -> bool:
    return file.abs_src_path is not None and Path(file.abs_src_path).is_relative_to(docs)


def _modules() -> dict[str, Any]:
    """The modules of the journey, read anew while serving: MkDocs keeps hook modules for the life of the server."""
    if serving:
        for name in [name for name in sys.modules if name.partition(".")[0] == "reading"]:
            del sys.modules[name]
    names = ("site", "door", "report", "navigation", "finish", "inspect")
    return {name: importlib.import_module(f"reading.{name}") for name in names}
