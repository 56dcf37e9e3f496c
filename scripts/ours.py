"""Our pages as MkDocs gets them: without detours over YAML and, nearly always, over Python-Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from frames import NAME


@dataclass(slots=True)
class Rendering:
    """What the pages of one build are rendered with.

    `pages` has them by name (`reading.ondisk.OnDisk`), `edit` is where edit links begin, `reading` holds the modules of
    that name. `blocks` is the finished HTML of the page that is being rendered, of which Markdown would only look for
    the end; `templates` names the template of each page that has one of its own.
    """

    pages: Any
    reading: dict[str, Any]
    edit: str
    templates: Mapping[str, str]
    blocks: dict[str, list[bytes]] = field(default_factory=dict)

    def markdown(self, path: str) -> str:
        """A page of ours with its front matter, without its finished HTML."""
        return str(self.reading["door"].markdown(self._shortened(path)[0], self.edit))

    def begin(self, path: str) -> Any:
        """The page whose turn has come, without its finished HTML, which waits for the rest."""
        page, self.blocks[path] = self._shortened(path)
        return page

    def whole(self, html: str, path: str) -> bytes:
        """A rendered page in UTF-8 with its finished HTML; read anew for a page of the menu, as these wait long."""
        blocks = self.blocks.pop(path, None)
        if blocks is None:
            blocks = self._shortened(path)[1]
        return bytes(self.reading["door"].with_html(html.encode(), blocks))

    def _shortened(self, path: str) -> tuple[Any, list[bytes]]:
        page, blocks = self.reading["kept"].shortened(self.pages.stored(path))
        return page, blocks


def render(page: Page, rendering: Rendering, config: MkDocsConfig, files: Files) -> None:
    """Renders the Markdown of a page of ours: its HTML and its table of contents."""
    toc = config.mdx_configs["toc"]
    short = rendering.reading["headings"].render(page.markdown, toc["permalink_title"], toc["toc_depth"])
    if short is None:
        Page.render(page, config, files)
    else:
        page.content, page.toc = short.html, get_toc(short.toc)


class Ours(Page):
    """A page of ours that is not in the menu, as nearly all: it comes from disk when its turn has come."""

    rendering: Rendering

    @classmethod
    def of(cls, rendering: Rendering, file: Any, config: MkDocsConfig) -> Ours:
        """The page of a file."""
        page = cls(None, file, config)
        page.rendering = rendering
        return page

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing yet but the template."""
        self.markdown, self.meta = "", {"template": self.rendering.templates.get(self.file.src_uri, NAME)}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet."""
        self.content = ""

    def fill(self, config: MkDocsConfig, files: Files) -> None:
        """Renders text and front matter."""
        ours = self.rendering.begin(self.file.src_uri)
        self.markdown, self.meta = ours.body, self.rendering.reading["door"].header(ours, self.rendering.edit)
        render(self, self.rendering, config, files)

    def empty(self) -> None:
        """Lets go of what was rendered."""
        self.markdown, self.meta, self.content, self.toc = "", {}, "", get_toc([])
