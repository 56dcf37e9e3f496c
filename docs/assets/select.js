// Selecting words in a passage offers a note on them: a link to the form, with the quote filled in where the words are
// the author's.
(() => {
  const AUTHOR = ".original, .quote:not(.lost) > q"
  const LETTER = /[\p{L}\p{N}\p{M}]/u
  const IN_A_WORD = /[\p{L}\p{N}\p{M}’'-]/u
  // Left out before words are counted, as in scripts/reading/text.py; the form and the check count again.
  const JOINS = /[\p{M}\p{Cf}‘’‚‛“”„‟«»‹›′″`´ʼʻ'"]/gu
  const count = (text) => (text.normalize("NFKD").replace(JOINS, "").match(/[\p{L}\p{N}]+/gu) || []).length

  const offer = document.createElement("div")
  const link = document.createElement("a")
  const hint = document.createElement("span")
  offer.className = "offer"
  offer.append(link, hint)
  let waiting
  // This script may come while a mouse is selecting.
  let held = matchMedia("(pointer: fine)").matches && document.documentElement.matches(":active")

  const near = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)

  // The selected words of an element, with those at the ends whole; "" where letters outside it are selected too.
  const chosen = (range, element) => {
    const rest = range.cloneRange()
    rest.setStartAfter(element)
    if (LETTER.test(rest.toString())) return ""
    const before = document.createRange()
    before.selectNodeContents(element)
    before.setEnd(range.startContainer, range.startOffset)
    const text = element.textContent
    let from = before.toString().length
    let to = Math.min(text.length, from + range.toString().length)
    const trim = () => {
      while (from < to && !LETTER.test(text[from])) from++
      while (from < to && !LETTER.test(text[to - 1])) to--
    }
    trim()
    if (from === to) return ""
    while (from && IN_A_WORD.test(text[from - 1])) from--
    while (to < text.length && IN_A_WORD.test(text[to])) to++
    trim()
    return text.slice(from, to)
  }

  const put = (range, passage) => {
    const block = near(range.endContainer).closest("p, ul, ol, pre, table, details")
    if (block && passage.contains(block)) block.after(offer)
    else passage.append(offer)
    const box = (offer.offsetParent || document.body).getBoundingClientRect()
    const end = [...range.getClientRects()].pop() || passage.getBoundingClientRect()
    const right = Math.min(box.width, document.documentElement.clientWidth - box.left) - offer.offsetWidth
    offer.style.setProperty("--x", Math.max(0, Math.min(end.right - box.left - offer.offsetWidth / 2, right)) + "px")
    offer.style.setProperty("--y", end.bottom - box.top + "px")
  }

  const show = () => {
    if (offer.contains(document.activeElement)) return
    const selection = getSelection()
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null
    const passage = range && near(range.commonAncestorContainer).closest("section.passage")
    const form = passage && passage.querySelector("a[data-words]")
    if (!form || !LETTER.test(range.toString())) return offer.remove()
    const author = near(range.startContainer).closest(AUTHOR)
    const quote = author ? chosen(range, author) : ""
    const fits = quote && count(quote) <= form.dataset.words
    const address = new URL(form.href)
    if (fits) address.searchParams.set("quote", quote)
    link.href = address.href
    link.textContent = fits ? "Note on these words" : "Note on this passage"
    hint.textContent = quote && !fits ? "A quotation has at most " + form.dataset.words + " words." : ""
    put(range, passage)
  }

  const soon = () => {
    clearTimeout(waiting)
    if (!held) waiting = setTimeout(show, 200)
  }
  const hold = (event) => {
    held = event.type === "pointerdown" && event.pointerType === "mouse" && !offer.contains(event.target)
    soon()
  }
  soon() // words may have been selected before this script came
  document.addEventListener("selectionchange", soon)
  for (const type of ["pointerdown", "pointerup", "pointercancel"]) document.addEventListener(type, hold)
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    clearTimeout(waiting)
    offer.remove()
  })
  offer.addEventListener("mousedown", (event) => event.preventDefault()) // else a press would end the selection
})()
