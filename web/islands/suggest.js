// Offers laws and articles while one types into a search box (ARIA combobox). Its words stand in the box's data attributes.
// Without it, or where the server does not answer, the box is the form that it is.

const WAIT_MS = 120

for (const [n, input] of document.querySelectorAll('input[data-suggest]').entries()) offerIn(input, n)

function offerIn(input, n) {
  const statuses = JSON.parse(input.dataset.statuses)
  const list = element('ul', { id: `suggestions-${n}`, class: 'suggestions', role: 'listbox', lang: 'zh' })
  set(list, { 'aria-label': input.dataset.suggest })
  set(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id })
  input.after(list)
  let options = []
  let active = -1
  let timer
  let asking
  open(false)

  function open(is) {
    list.hidden = !is
    set(input, { 'aria-expanded': is })
    point(-1)
  }

  /** Points an option out; -1 is the box itself. */
  function point(i) {
    active = i
    for (const [k, { option }] of options.entries()) set(option, { 'aria-selected': k === i })
    const chosen = options[i]?.option
    if (chosen) set(input, { 'aria-activedescendant': chosen.id })
    else input.removeAttribute('aria-activedescendant')
    chosen?.scrollIntoView({ block: 'nearest' })
  }

  function leave() {
    clearTimeout(timer)
    asking?.abort()
    open(false)
  }

  async function ask() {
    asking?.abort()
    const typed = input.value.trim()
    if (typed === '') return leave()
    asking = new AbortController()
    const { signal } = asking
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(typed)}`, { signal })
      const { items } = answer.ok ? await answer.json() : { items: [] }
      if (!signal.aborted) show(items)
    } catch {
      // a later question took its place, or nobody is there
    }
  }

  function show(items) {
    options = items.map(({ law, name, alias, status, begins, path }, i) => {
      const option = element('li', { id: `${list.id}-${i}`, role: 'option' })
      option.append(element('b', {}, law))
      if (name) option.append(element('span', { class: 'number' }, name))
      for (const fact of [alias, statuses[status], begins]) if (fact) option.append(element('small', {}, fact))
      return { option, path }
    })
    list.replaceChildren(...options.map(({ option }) => option))
    open(items.length > 0)
  }

  function go(i) {
    leave()
    location.assign(options[i].path)
  }

  /** A key does what it always does where this says false. */
  const onKey = {
    ArrowDown: () => (list.hidden ? ask() : point(active + 1 < options.length ? active + 1 : -1)),
    ArrowUp: () => !list.hidden && point(active < 0 ? options.length - 1 : active - 1),
    Enter: () => active >= 0 && go(active),
    Escape: () => !list.hidden && leave(),
  }
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return // these keys are the input method's
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(onKey, event.key)) return
    if (onKey[event.key]() !== false) event.preventDefault()
  })
  const later = (event) => {
    if (event.isComposing) return // not yet what will stand there
    point(-1)
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT_MS)
  }
  input.addEventListener('input', later)
  input.addEventListener('compositionend', later)
  input.addEventListener('blur', leave)
  input.form.addEventListener('submit', leave)
  list.addEventListener('mousedown', (event) => event.preventDefault()) // the cursor stays in the box
  list.addEventListener('click', (event) => {
    const i = options.findIndex(({ option }) => option.contains(event.target))
    if (i >= 0) go(i)
  })
}

function element(tag, attributes, text = '') {
  const made = document.createElement(tag)
  set(made, attributes)
  made.append(text)
  return made
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value)
}
