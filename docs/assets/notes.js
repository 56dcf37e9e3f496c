/* Which notes are shown; the address keeps it. */
(() => {
  const FIELDS = ["notes", "kind", "actor", "topic"];

  function start() {
    const controls = document.querySelector(".controls");
    if (!controls || controls.dataset.started) return;
    controls.dataset.started = "yes";
    const groups = [...document.querySelectorAll(".passage, .all")].map(place => ({
      place, notes: [...place.querySelectorAll(".note")], whole: false,
    }));

    const field = name => controls.querySelector(`[name=${name}]:is(select, :checked)`);
    const wanted = () => Object.fromEntries(FIELDS.map(name => [name, field(name).value]));
    const update = () => show(controls, groups, wanted());

    controls.addEventListener("change", () => {
      for (const group of groups) group.whole = false;
      remember(wanted());
      update();
    });
    read(controls);
    update();
    window.addEventListener("hashchange", update);
    window.addEventListener("popstate", () => { read(controls); update(); });
  }

  function read(controls) {
    const given = new URL(location).searchParams;
    for (const name of FIELDS.slice(1)) {
      const list = controls.querySelector(`select[name=${name}]`);
      list.value = given.get(name) || "";
      if (list.selectedIndex < 0) list.value = "";
    }
    const density = controls.querySelector(`[name=notes][value="${CSS.escape(given.get("notes") || "all")}"]`);
    (density || controls.querySelector("[value=all]")).checked = true;
  }

  function remember(wanted) {
    const url = new URL(location);
    for (const name of FIELDS) {
      if (wanted[name] && wanted[name] !== "all") url.searchParams.set(name, wanted[name]);
      else url.searchParams.delete(name);
    }
    try { history.pushState(history.state, "", url); } catch { /* a file */ }
  }

  function fits(note, { kind, actor, topic }) {
    const { kind: is, actors, topics } = note.dataset;
    return (!kind || is === kind) && (!actor || actors.split(" ").includes(actor))
      && (!topic || topics.split(" ").includes(topic));
  }

  function show(controls, groups, wanted) {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const most = { none: 0, few: 1 }[wanted.notes] ?? Infinity;
    const hidden = [];
    for (const group of groups) {
      let here = 0;
      const away = group.notes.filter(note => {
        const kept = group.whole || (fits(note, wanted) && here < most);
        here += kept;
        note.hidden = !kept && !note.contains(named || null);
        return note.hidden;
      });
      hidden.push(...away);
      offer(group, most ? away.length : 0, () => { group.whole = true; show(controls, groups, wanted); });
    }
    document.documentElement.dataset.notes = wanted.notes;
    unmark();
    tell(controls.querySelector(".state"), groups.flatMap(group => group.notes).length, hidden, wanted);
  }

  function offer(group, number, act) {
    if (!group.button) {
      if (!number) return;
      group.button = document.createElement("button");
      group.button.type = "button";
      (group.place.querySelector(".precis") || group.place).append(group.button);
    }
    group.button.hidden = !number;
    group.button.textContent = number === 1 ? "Show 1 hidden note" : `Show ${number} hidden notes`;
    group.button.onclick = act;
  }

  function unmark() {
    for (const mark of document.querySelectorAll("mark[data-notes], mark[aria-details]")) {
      mark.dataset.notes ||= mark.getAttribute("aria-details");
      const shown = mark.dataset.notes.split(" ").filter(id => !document.getElementById(id)?.closest("[hidden], [data-notes=none] .claims"));
      mark.classList.toggle("plain", !shown.length);
      if (shown.length) mark.setAttribute("aria-details", shown.join(" "));
      else mark.removeAttribute("aria-details");
    }
  }

  function tell(state, all, hidden, wanted) {
    const kinds = {};
    for (const note of hidden) kinds[note.dataset.kind] = (kinds[note.dataset.kind] || 0) + 1;
    const which = Object.entries(kinds).map(([kind, number]) => `${number} ${kind}`).join(", ");
    const claims = wanted.notes === "none" ? "; so are the claims" : "";
    state.textContent = hidden.length
      ? `${all - hidden.length} of ${all} notes are shown. ${hidden.length} are hidden (${which})${claims}.`
      : `All ${all} notes are shown.`;
  }

  if (window.document$) window.document$.subscribe(start); // instant navigation
  else start();
})();

/* Keys; at the window, before the theme hears them. */
(() => {
  const KEPT = "reading.keys";
  let on = true;
  try { on = localStorage.getItem(KEPT) !== "off"; } catch { /* no storage */ }

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

  const ACTS = { j: () => step(1), k: () => step(-1), d: density, c: () => document.querySelector(".offer a")?.click(), "?": open };

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
    try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* no storage */ }
  });
})();
