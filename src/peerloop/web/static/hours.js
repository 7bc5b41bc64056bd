// The week on /settings/hours as a grid to paint. The seven lines of the form stay the truth: the grid reads them
// and writes them, so that without this file the page is a plain form.
(() => {
  const DAY = 96, FIRST = 14, LAST = 40; // quarter-hours a day; half-hours 07:00 to 20:00 shown at first
  const form = document.getElementById('week')
  const painter = form?.querySelector('[data-painter]')
  if (!painter) return
  const grid = painter.querySelector('[data-week]')
  const lines = [...form.querySelectorAll('[data-day]')]
  const names = lines.map(line => form.querySelector(`label[for="${line.id}"]`).firstChild.textContent.trim())
  const free = lines.map(() => new Array(DAY).fill(false))
  const cells = lines.map(() => [])
  const rows = []
  const clock = quarter => `${String(quarter >> 2).padStart(2, '0')}:${String((quarter & 3) * 15).padStart(2, '0')}`

  const element = (role, parent, text = '') => {
    const made = document.createElement('div')
    made.setAttribute('role', role)
    made.textContent = text
    return parent.appendChild(made)
  }

  // Reads "9-17", "09:00–12:30, 13.00 to 17.00" as the server does; what it cannot read it leaves to the server.
  const read = day => {
    free[day].fill(false)
    for (const part of lines[day].value.split(/[,;]/)) {
      const found = part.trim().match(/^(\d{1,2})(?:[:.](\d{2}))?\s*(?:[-\u2010-\u2015]|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/)
      if (!found) continue
      const [start, end] = [[1, 2], [3, 4]].map(([hour, minute]) => +found[hour] * 4 + Math.round((found[minute] ?? 0) / 15))
      if (start < end && end <= DAY) free[day].fill(true, start, end)
    }
  }

  const write = day => {
    const spans = []
    for (let quarter = 0, start = -1; quarter <= DAY; quarter++) {
      if (free[day][quarter] && start < 0) start = quarter
      if (!free[day][quarter] && start >= 0) { spans.push(`${clock(start)}–${clock(quarter)}`); start = -1 }
    }
    lines[day].value = spans.join(', ')
  }

  const show = day => cells[day].forEach((cell, half) => {
    const [early, late] = [free[day][half * 2], free[day][half * 2 + 1]]
    cell.setAttribute('aria-selected', String(early && late))
    if (early !== late) cell.dataset.part = early ? 'early' : 'late'
    else delete cell.dataset.part
  })

  const paint = (day, half, value) => {
    free[day].fill(value, half * 2, half * 2 + 2)
    write(day)
    show(day)
  }

  const isFree = (day, half) => free[day][half * 2] && free[day][half * 2 + 1]

  element('columnheader', element('row', grid)).setAttribute('aria-hidden', 'true')
  names.forEach(name => {
    const head = element('columnheader', grid.firstChild, name.slice(0, 3))
    head.setAttribute('aria-label', name)
  })
  for (let half = 0; half < DAY / 2; half++) {
    const row = element('row', grid)
    row.className = half % 2 ? 'half' : 'whole'
    element(half % 2 ? 'none' : 'rowheader', row, half % 2 ? '' : clock(half * 2))
    lines.forEach((_, day) => {
      const cell = element('gridcell', row)
      cell.tabIndex = -1
      cell.dataset.at = `${day} ${half}`
      cell.setAttribute('aria-label', form.dataset.slot.replace('{day}', names[day]).replace('{time}', clock(half * 2)))
      cells[day].push(cell)
    })
    rows.push(row)
  }

  const button = painter.querySelector('[data-all]')
  const words = [button.textContent, button.dataset.shown]
  let all = free.some((_, day) => (read(day), free[day].some((on, quarter) => on && (quarter < FIRST * 2 || quarter >= LAST * 2))))
  const fold = () => {
    rows.forEach((row, half) => { row.hidden = !all && (half < FIRST || half >= LAST) })
    button.textContent = words[+all]
  }
  button.addEventListener('click', () => { all = !all; fold() })

  let at = [0, 18]
  const move = (day, half, focus = true) => {
    cells[at[0]][at[1]].tabIndex = -1
    at = [day, half]
    cells[day][half].tabIndex = 0
    if (focus) cells[day][half].focus()
  }

  // Mouse, pen and touch: the first cell decides whether the stroke frees or clears, the rectangle follows.
  let stroke = null
  const place = event => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-at]')
    return cell && grid.contains(cell) ? cell.dataset.at.split(' ').map(Number) : null
  }
  const between = (one, other) => {
    const [low, high] = one < other ? [one, other] : [other, one]
    return Array.from({ length: high - low + 1 }, (_, step) => low + step)
  }
  const draw = ([day, half]) => {
    free.forEach((quarters, each) => { free[each] = [...stroke.before[each]]; write(each); show(each) })
    for (const each of between(stroke.from[0], day)) for (const row of between(stroke.from[1], half)) paint(each, row, stroke.value)
  }
  grid.addEventListener('pointerdown', event => {
    const from = place(event)
    if (!from || event.button) return
    event.preventDefault()
    grid.setPointerCapture(event.pointerId)
    stroke = { from, value: !isFree(...from), before: free.map(quarters => [...quarters]) }
    move(...from)
    draw(from)
  })
  grid.addEventListener('pointermove', event => {
    const to = stroke && place(event)
    if (to) draw(to)
  })
  for (const end of ['pointerup', 'pointercancel']) grid.addEventListener(end, () => { stroke = null })

  // Keyboard: arrows move, space or Enter changes, Shift with an arrow carries the cell's state along.
  const rtl = getComputedStyle(grid).direction === 'rtl'
  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [rtl ? 1 : -1, 0], ArrowRight: [rtl ? -1 : 1, 0] }
  grid.addEventListener('keydown', event => {
    const [day, half] = at
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      paint(day, half, !isFree(day, half))
      return
    }
    let to = steps[event.key] && [day + steps[event.key][0], half + steps[event.key][1]]
    if (event.key === 'Home') to = [0, half]
    if (event.key === 'End') to = [6, half]
    if (!to) return
    event.preventDefault()
    if (!cells[to[0]]?.[to[1]] || rows[to[1]].hidden) return
    if (event.shiftKey) paint(...to, isFree(day, half))
    move(...to)
  })

  lines.forEach((line, day) => {
    show(day)
    line.addEventListener('input', () => { read(day); show(day) })
  })
  fold()
  move(...at, false)
  painter.hidden = false
  const days = form.querySelector('[data-days]')
  days.open = !!days.querySelector('[aria-invalid]')
})()
