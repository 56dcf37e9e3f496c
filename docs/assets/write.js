// The form on “Write a note”. It knows only what the page's data say (scripts/reading/noteform.py), puts whatever is
// typed into the page as text, never as markup, and sends nothing.
(() => {
  const root = document.getElementById("write-note")
  if (!root || root.firstChild) return
  const data = JSON.parse(root.dataset.rules)
  const asked = new URLSearchParams(location.search)
  const KEY = "write-note"
  let told = false

  // ---- elements

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value)
    element.append(...children)
    return element
  }
  const fields = {}
  const field = (name, label, hint, control) => {
    control.id = "write-" + name
    const box = make("p", { class: "field" }, make("label", { for: control.id }, label))
    if (hint) box.append(make("span", { class: "hint", id: control.id + "-hint" }, hint))
    const wrong = make("span", { class: "wrong", id: control.id + "-wrong" })
    control.setAttribute("aria-describedby", (hint ? control.id + "-hint " : "") + wrong.id)
    box.append(control, wrong)
    fields[name] = { control, wrong }
    root.append(box)
  }
  const options = (pairs) => pairs.map(([value, words]) => make("option", { value }, words))
  const hints = data.hints
  const articles = new Set(data.passages.map(([article]) => article)).size
  const passages = data.passages.map(([article, slug, number]) => [
    article + " " + slug, (articles > 1 ? article + " " : "") + "¶" + number + " " + slug.replace(/-/g, " "),
  ])

  field("passage", "Passage", "", make("select", {}, ...options(passages)))
  field("quote", "Words of the passage", hints.quote.replace("without this line", "left empty,"), make("input", {}))
  field("kind", "Kind", "", make("select", {}, ...options(data.kinds.map((kind) => [kind, kind]))))
  field("title", "Title", "a few words, or nothing", make("input", {}))
  field("body", "Your note", "40 to 150 words; [[names]] in double brackets become links", make("textarea", { rows: 8 }))
  field("sources", "Sources", "names of records, with commas between them", make("input", { list: "write-list" }))
  field("by", "By", hints.by, make("input", { autocomplete: "name" }))
  field("date", "Date", hints.date, make("input", { type: "date" }))
  field("slug", "File name", "lower-case letters, digits and hyphens", make("input", { spellcheck: "false" }))
  root.append(make("datalist", { id: "write-list" }, ...options(data.sources.map((slug) => [slug, slug]))))

  // ---- the file

  const line = (text) => text.replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").trim()
  const value = (name) => line(fields[name].control.value)
  const body = () => fields.body.control.value.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "").trim()
  const plain = new RegExp("^(?:" + data.plain + ")$")
  const written = (text) => (plain.test(text) ? text : JSON.stringify(text).replace(/[\ufffe\uffff]/g, ""))
  const sources = () => value("sources").split(/[\s,[\]]+/).filter(Boolean)
  const place = () => fields.passage.control.value.split(" ")
  const path = () => data.file.replace("{article}", place()[0]).replace("{slug}", value("slug"))
  const header = () => {
    const pairs = [["title", value("title")], ["by", value("by")], ["passage", place()[1]], ["quote", value("quote")],
      ["kind", value("kind")], ["date", value("date")]]
    const lines = pairs.filter(([, text]) => text).map(([name, text]) => name + ": " + written(text))
    return lines.join("\n") + (sources().length ? "\nsources: [" + sources().map((s) => /^[a-z0-9-]+$/.test(s) ? s : written(s)).join(", ") + "]" : "")
  }
  const file = () => "---\n" + header() + "\n---\n" + body() + "\n"
  const size = (text) => new TextEncoder().encode(text).length

  // ---- the rules

  const joins = new RegExp("[" + data.joins.replace(/[\]\\^-]/g, "\\$&") + "\u00ad\u200b-\u200f\u2060\ufeff]", "g")
  const count = (text) => (text.replace(joins, "").normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || []).length
  const names = new Set([...data.names, ...data.sources])
  const say = (rule, gaps) => data.messages[rule].join(" ").replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap).trim()
  const problems = () => {
    const found = []
    const add = (name, rule, gaps = {}) => found.push([name, say(rule, gaps)])
    for (const name of data.required) if (fields[name] && !value(name)) add(name, "empty_field", { name })
    if (!body()) add("body", "empty_body")
    const words = count(value("quote"))
    if (words > data.limits.words) add("quote", "quote_too_long", { count: words })
    for (const slug of sources()) if (!data.sources.includes(slug)) add("sources", "unknown_slug", { value: slug })
    for (const [, slug] of body().matchAll(new RegExp(data.mention, "g")))
      if (!names.has(slug.trim())) add("body", "unknown_mention", { value: slug.trim() })
    const slug = value("slug")
    if (!slug) add("slug", "empty_field", { name: "file name" })
    else if (!new RegExp("^(?:" + data.slug + ")$").test(slug)) add("slug", "no_name", { slug })
    else if (names.has(slug)) add("slug", "shared_slug", { slug })
    if (size(header()) > data.limits.header || size(file()) > data.limits.file) found.push(["body", "The file is too large; shorten it."])
    const order = Object.keys(fields)
    return found.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  }

  // ---- what is shown

  const heading = make("h2", { tabindex: "-1" }, "What you will send")
  const state = make("p", { role: "status" })
  const quote = make("q")
  const said = make("div", { class: "said" })
  const text = make("pre", { class: "template", tabindex: "0", "aria-label": "The file" }, make("code"))
  const open = make("a", { class: "md-button", rel: "noopener" }, "Open the pull request")
  const save = make("a", { class: "md-button" }, "Download the file")
  const copy = make("button", { class: "md-button", type: "button" }, "Copy the text")
  const name = make("code")
  const ways = make("div", { class: "ways", hidden: "" }, said, make("p", {}, name), text, open, save, copy)
  const check = make("button", { class: "md-button md-button--primary", type: "button" }, "Check")
  root.append(make("p", {}, check), state, ways)
  ways.prepend(heading)

  const show = () => {
    const found = problems()
    for (const [name, { control, wrong }] of Object.entries(fields)) {
      const mine = told ? found.filter(([of]) => of === name) : []
      wrong.textContent = mine.map(([, sentence]) => sentence).join(" ")
      if (mine.length) control.setAttribute("aria-invalid", "true")
      else control.removeAttribute("aria-invalid")
    }
    ways.hidden = !told || found.length > 0
    const counted = count(body())
    state.textContent = !told ? "" : found.length
      ? found.length + (found.length === 1 ? " thing wants" : " things want") + " a look."
      : "Nothing is wrong; the note has " + counted + (counted === 1 ? " word." : " words.")
    if (!ways.hidden) fill()
    return found
  }
  const fill = () => {
    const content = file()
    name.textContent = path()
    text.firstChild.textContent = content
    quote.textContent = value("quote")
    said.replaceChildren(...(value("quote") ? [make("p", {}, quote)] : []),
      ...body().split(/\n\s*\n/).map((part) => make("p", {}, part)),
      make("p", { class: "by" }, value("by") + " (" + value("kind") + "), " + value("date")))
    const gaps = { file: path(), folder: path().replace(/\/[^/]*$/, ""), name: value("slug") + ".md", content }
    const address = data.forge.replace(/\{(\w+)\}/g, (gap, part) =>
      part in gaps ? encodeURIComponent(gaps[part]).replace(part === "content" ? /$^/ : /%2F/g, "/") : gap)
    open.hidden = !address || address.length >= data.limits.address
    if (!open.hidden) open.href = address
    URL.revokeObjectURL(save.href)
    save.href = URL.createObjectURL(new Blob([content], { type: "text/markdown" }))
    save.download = value("slug") + ".md"
  }

  // ---- what a writer does

  check.addEventListener("click", () => {
    told = true
    const [first] = show()
    if (first) fields[first[0]].control.focus()
    else heading.focus()
  })
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(file())
      state.textContent = "Copied."
    } catch {
      getSelection().selectAllChildren(text)
      state.textContent = "Selected; copy it with your keyboard."
    }
  })
  root.addEventListener("input", () => {
    show()
    const kept = Object.fromEntries(Object.entries(fields).map(([name, { control }]) => [name, control.value]))
    try { sessionStorage.setItem(KEY, JSON.stringify(kept)) } catch { /* a browser may forbid it */ }
  })

  // ---- what is known when the page opens: what was typed before in this tab, then what the link says

  const two = (number) => String(number).padStart(2, "0")
  const now = new Date()
  let kept = {}
  try { kept = JSON.parse(sessionStorage.getItem(KEY)) || {} } catch { /* nothing was kept */ }
  const given = { date: now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()), ...kept }
  for (const [name, { control }] of Object.entries(fields)) if (typeof given[name] === "string") control.value = given[name]
  const wanted = data.passages.find(([article, slug]) =>
    slug === asked.get("passage") && (!asked.get("article") || article === asked.get("article")))
  if (wanted) fields.passage.control.value = wanted[0] + " " + wanted[1]
  if (asked.get("quote")) fields.quote.control.value = line(asked.get("quote"))
  if (!fields.passage.control.value) fields.passage.control.selectedIndex = 0
  if (!fields.kind.control.value) fields.kind.control.selectedIndex = 0
})()
