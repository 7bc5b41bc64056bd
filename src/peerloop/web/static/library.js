// Small help on the library's pages. Without this file all of it works by link and form.
(() => {
  // Chapters, transcript and comments lead to their second in the player of this page.
  const player = document.querySelector('[data-player]')
  const ends = media => {
    // What a browser has recorded does not say how long it is, and cannot be wound until somebody has looked.
    if (media.duration !== Infinity) return
    media.addEventListener('timeupdate', () => { media.currentTime = 0 }, { once: true })
    media.currentTime = 1e9
  }
  if (player) {
    if (player.readyState > 0) ends(player)
    else player.addEventListener('loadedmetadata', () => ends(player), { once: true })
    document.addEventListener('click', event => {
      const link = event.target.closest('[data-second]')
      if (!link) return
      event.preventDefault()
      player.currentTime = Number(link.dataset.second)
      player.scrollIntoView({ block: 'nearest' })
      player.focus()
    })
  }

  // "Take the second that is shown"; words that are marked become the place that one speaks about.
  const comment = document.querySelector('[data-comment]')
  const two = number => String(number).padStart(2, '0')
  const clock = second => {
    const hours = Math.floor(second / 3600)
    return `${hours ? `${hours}:` : ''}${two(Math.floor(second / 60) % 60)}:${two(Math.floor(second) % 60)}`
  }
  if (comment) {
    const now = comment.querySelector('[data-now]')
    if (now && player) {
      now.hidden = false
      now.addEventListener('click', () => { comment.querySelector('[name=second]').value = clock(player.currentTime) })
    }
    const quote = comment.querySelector('[name=quote]')
    comment.addEventListener('toggle', () => {
      const marked = document.getSelection()
      const inside = marked.anchorNode?.parentElement?.closest('[data-words]')
      if (comment.open && inside && !quote.value) quote.value = String(marked).replace(/\s+/g, ' ').trim().slice(0, 200)
    })
  }

  // A file is dropped where it is asked for.
  for (const zone of document.querySelectorAll('[data-drop]')) {
    const input = zone.querySelector('input[type=file]')
    const name = zone.querySelector('[data-drop-name]')
    const words = zone.querySelector('[data-drop-words]')
    if (words) words.hidden = false
    const over = on => event => { event.preventDefault(); zone.classList.toggle('over', on) }
    zone.addEventListener('dragenter', over(true))
    zone.addEventListener('dragover', over(true))
    zone.addEventListener('dragleave', over(false))
    zone.addEventListener('drop', event => {
      over(false)(event)
      if (!event.dataTransfer.files.length) return
      const first = new DataTransfer()
      first.items.add(event.dataTransfer.files[0])
      input.files = first.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    })
    input.addEventListener('change', () => { if (name) name.textContent = input.files[0]?.name ?? '' })
  }
})()
