"""What MkDocs calls: hands over our pages, finishes the site; decides nothing.

Only this file and those beside it know MkDocs. A build goes into a folder beside the site and takes its place at the
end, so that a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import re
import shutil
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from engine import Done, InBytes, environment
from ours import Ours, Rendering, render
from places import Places

if TYPE_CHECKING:  # a build needs no server
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.reading")
ASSET = re.compile(r"[a-z0-9-]+\.(?:css|js|svg|png)")
UNUSED = re.compile(r"assets/javascripts/.*|.*\.map")  # the theme's script, which main.html leaves out: two megabytes
serving = False
state: dict[str, Any] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether this is `mkdocs serve`, which adds a script of its own to every page."""
    del dirty
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Runs the journey before MkDocs touches anything; stops with the problems in words."""
    importlib.import_module("reading.memory").prepare()  # first, as the other modules are many small things too
    reading = _modules()
    root = Path(config.config_file_path).parent
    door = reading["door"]
    try:
        setting = door.setting(os.environ, config.site_url or "")
    except (PermissionError, ValueError) as error:
        raise Abort(str(error)) from None
    steps = reading["progress"].Steps(quiet=serving or bool(os.environ.get("READING_QUIET")))
    state.update(reading=reading, private=bool(setting.private))
    state["cache"] = _cache(config)
    site = reading["site"].journey(root, door.originals(root, os.environ), setting, steps, state["cache"])
    steps.begin("engine", len(site.pages))
    if site.problems:
        log.info("%s\n%s", reading["report"].summary(site.problems), reading["report"].lines(site.problems))
    if not site.pages and serving and "site" in state:
        # Neither an exception nor an error in the log: strict mode turns both into a server that hangs.
        log.info("The last good pages stay until the problems above are mended.")
        site = state["site"]
    if not site.pages:
        raise Abort("Nothing was built; mend the problems above first.")
    config.nav = reading["navigation"].navigation(site.library)
    state.update(steps=steps, docs=config.docs_dir, target=Path(config.site_dir), exports=site.exports)
    state["rendering"] = Rendering(site.pages, reading, setting.forge.edit, site.templates)
    if serving:
        state["site"] = site
    else:
        reading["once"].forget()
    config.docs_dir = str(Path(config.docs_dir) / "assets")  # MkDocs need not look at what it must not copy
    get_env = partial(environment, config.theme.get_env, state["cache"])
    config.theme.get_env = get_env  # type: ignore[method-assign]
    if serving:
        config.site_dir += ".next"  # what is new goes here, and from here to what is served
        atexit.register(shutil.rmtree, config.site_dir, ignore_errors=True)
    else:
        try:
            config.site_dir = str(reading["door"].beside(Path(config.site_dir)))
            atexit.register(shutil.rmtree, Path(config.site_dir), ignore_errors=True)  # whatever stops the build
        except FileExistsError as error:
            raise Abort(str(error)) from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Our pages and data, the theme's files and an allow-list of assets; nothing else below `docs/` is ever copied."""
    if not serving:
        state["reading"]["memory"].give_back()  # the library, as all that was made of it is on disk
    assets, config.docs_dir = Path(config.docs_dir), state["docs"]
    rendering, cache, exports = state["rendering"], state["cache"], state["exports"]
    # Which pages there are counts, since a link to a page that is gone must be seen; and what stands in the menu.
    names = state["names"] = cache.key(repr(config.nav), *rendering.pages.names)
    if serving and state.get("shown names") == names:
        config.theme.static_templates.clear()  # the sitemap and the page for what is missing stay as they are
    shown = state.get("shown", {}) if serving else None
    pages, put = state["reading"]["search"].Pages(), state["reading"]["hardlinks"].put
    state["facts"] = state["reading"]["inspect"].Known()
    places = state["places"] = Places(cache, pages, shown, put, str(state["target"]))
    theirs = [file for file in files if not _from(assets, file) and not UNUSED.fullmatch(file.src_uri)]
    theirs += [_asset(config, file.src_uri) for file in files if _from(assets, file) and ASSET.fullmatch(file.src_uri)]
    kept = [(file, places.has(file)) for file in theirs]
    for path in rendering.pages.names:
        file = File.generated(config, path, content="")
        done = places.has_page(file, cache.key("page", names, rendering.edit, rendering.pages.stored(path)))
        kept.append((file, done))
        state["steps"].advance(done)
    for export in exports:
        file = File.generated(config, export.path, content="")
        kept.append((file, places.has_data(file, export.parts)))
    new = state["files"] = Files([Done.like(file) if done else file for file, done in kept])
    return new


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Pages that are not in the menu are `Ours`; those in it only render otherwise than MkDocs would."""
    menu = {page.file.src_uri for page in nav.pages}
    for page in nav.pages:
        page.render = partial(render, page, state["rendering"])  # type: ignore[method-assign]
    for file in files.documentation_pages():
        if file.src_uri not in menu:
            Ours.of(state["rendering"], file, config)
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """A page of the menu as Markdown."""
    rendering: Rendering = state["rendering"]
    return rendering.markdown(page.file.src_uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The inspection looks at every fragment, so that MkDocs need not."""
    page.present_anchor_ids = page.links_to_anchors = None
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """The turn of a page of ours has come."""
    if isinstance(page, Ours):
        page.fill(config, state["files"])
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap lists all pages, also those that were not rendered again."""
    if template_name == "sitemap.xml":
        rendering = state["rendering"]
        listed = (name for name in rendering.pages.names if name not in rendering.templates)
        files = map(state["files"].get_file_from_path, listed)
        context["pages"] = [file.page or Page(None, file, config) for file in files]
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Finishes the page for what is missing."""
    if not template_name.endswith(".html"):
        return output
    return str(_finished(output.encode(), template_name).data.decode())


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the finished HTML back, finishes the page, keeps it, and counts it."""
    finished = _finished(state["rendering"].whole(output, page.file.src_uri), page.file.dest_uri)
    state["places"].keep_page(page.file, finished.found, finished.data)
    state["steps"].advance()
    page.content = page.markdown = ""
    if isinstance(page, Ours):
        page.empty()
    return InBytes(finished.data)


def _finished(output: bytes, name: str) -> Any:
    """A page as it is shown, and what search finds on it; what the inspection asks of it is kept for it."""
    with state["steps"].aside("finish"):
        finished = state["reading"]["finish"].page(output, name, served=serving, private=state["private"])
    if not serving:
        state["facts"].add(name, finished.data, finished.facts)
    return finished


def on_post_build(config: MkDocsConfig) -> None:
    """Finishes and inspects the site, then puts it in the place of the last one."""
    reading, steps, built = state["reading"], state["steps"], Path(config.site_dir)
    steps.begin("finish")
    if serving:
        _show(built)
        return
    for done in ("rendering", "exports", "files"):
        del state[done]
    reading["finish"].whole(built, state.pop("places").found, state["target"], state["cache"])
    reading["memory"].give_back()
    steps.begin("inspect")
    problems = reading["inspect"].inspect(built, cache=state["cache"], known=state.pop("facts"))
    state["cache"].tidy()
    steps.end()
    reading["progress"].record(steps.seconds, os.environ)
    if problems:
        log.error("%s", reading["inspect"].text(problems))
        raise Abort("The new site has faults; the last one stays as it was.")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops us now is told that the last site stayed: it must be true
    reading["door"].swap(built, state["target"])
    config.site_dir = str(state["target"])
    reading["memory"].leave()


def _show(built: Path) -> None:
    """Puts what is new among what is served, and takes away what is gone."""
    served, places = state["target"], state["places"]
    if "known" not in state:
        state.update({"known": state["reading"]["search"].Pages(), "index": {}})
        shutil.rmtree(served / "search", ignore_errors=True)
    known = state["known"]
    for name in set(state.get("shown", {})) - set(places.coming):
        known.remove(name)
        (served / name).unlink(missing_ok=True)
    known.update(places.found)
    for path in [path for path in built.rglob("*") if path.is_file()]:
        place = served / path.relative_to(built)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    state["reading"]["finish"].whole(served, known, served, state["cache"], state["index"])
    state.update({"shown": places.coming, "shown names": state["names"]})


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Has the server told of edits; what it was going to watch goes to `Watcher`."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    sys.path.append(str(Path(__file__).parent))  # MkDocs has taken it out again
    from watcher import Watcher  # a build needs none

    server.observer = Watcher()  # type: ignore[assignment]
    for path in watched:
        server.watch(path)
    return server


def on_build_error(error: Exception) -> None:
    """What the machine refuses (no room, no right to write) is one line."""
    if isinstance(error, OSError):
        raise Abort(f"{error.filename or 'The machine'}: {error.strerror or error}. The last site stays as it was.")


def _cache(config: MkDocsConfig) -> Any:
    """The cache for this program and this configuration.

    A private copy keeps nothing: the author's words stay in the one folder that says so.
    """
    cache, root = state["reading"]["cache"], Path(config.config_file_path).parent
    scripts = sorted(p for p in (root / "scripts").rglob("*") if p.suffix in (".py", ".html") and p.is_file())
    settings = {name: value for name, value in config.items() if name not in ("site_dir", "plugins", "theme", "hooks")}
    theme = {name: config.theme[name] for name in config.theme}
    seen = (repr(settings), repr(theme), str(serving))
    folder = None if state["private"] else cache.folder(root)
    return cache.Cache(folder, cache.stamp([Path(config.config_file_path), *scripts], *seen))


def _from(folder: Path, file: File) -> bool:
    return file.src_dir is not None and Path(file.src_dir) == folder


def _asset(config: MkDocsConfig, name: str) -> File:
    return File(f"assets/{name}", config.docs_dir, config.site_dir, config.use_directory_urls)


def _modules() -> dict[str, Any]:
    """The modules of the journey; read anew when they change while serving, since MkDocs keeps them all its life."""
    scripts = sorted((p.as_posix(), p.stat().st_mtime_ns) for p in Path(__file__).parent.rglob("*.py"))
    if serving and state.get("scripts") != scripts:
        state["scripts"] = scripts
        state.pop("known", None)
        for name in [name for name in sys.modules if name.partition(".")[0] == "reading"]:
            del sys.modules[name]
    names = [
        "site",
        "door",
        "report",
        "navigation",
        "finish",
        "inspect",
        "progress",
        "cache",
        "once",
        "headings",
        "search",
        "kept",
        "memory",
        "hardlinks",
    ]
    return {name: importlib.import_module(f"reading.{name}") for name in names}
