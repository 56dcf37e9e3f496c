/* Single-letter keys, and the list of them behind “?” and the button Keys. They can be switched off, the theme's own
   with them (WCAG 2.1.4). Listens at the window, since the theme does too and must not hear what is switched off. */
(() => {
  const KEPT = "reading.keys";
  let on = true;
  try { on = localStorage.getItem(KEPT) !== "off"; } catch { /* storage is switched off */ }

  const typing = element => element.closest("select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])");
  const dialog = () => document.querySelector("dialog.keys");

  function open() {
    if (!dialog()) return;
    dialog().querySelector("input").checked = on;
    dialog().showModal();
  }

  function step(by) {
    const notes = [...document.querySelectorAll(".note")].filter(note => !note.hidden);
    const at = notes.indexOf(document.activeElement.closest(".note"));
    const below = notes.findIndex(note => note.getBoundingClientRect().top > 80);
    const from = at >= 0 ? at : by > 0 ? (below < 0 ? notes.length : below) - 1 : below < 0 ? notes.length : below;
    const note = notes[Math.min(Math.max(from + by, 0), notes.length - 1)];
    if (!note) return;
    const said = note.querySelector(".said");
    note.open = true;
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "center" });
  }

  function density() {
    const choices = [...document.querySelectorAll(".controls [name=notes]")];
    choices[(choices.findIndex(choice => choice.checked) + 1) % choices.length]?.click();
  }

  const ACTS = { j: () => step(1), k: () => step(-1), d: density, "?": open };

  window.addEventListener("keydown", event => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!on || dialog()?.open) event.stopImmediatePropagation();
    else if (ACTS[event.key] && document.querySelector(".controls")) ACTS[event.key]();
  }, true);

  document.addEventListener("click", event => {
    if (event.target.closest("button.keys")) open();
    else if (event.target.closest("dialog.keys button")) dialog().close();
  });

  document.addEventListener("change", event => {
    if (!event.target.matches("dialog.keys input")) return;
    on = event.target.checked;
    try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* it holds for this page */ }
  });
})();
