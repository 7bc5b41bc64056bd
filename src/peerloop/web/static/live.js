// The clock of the live view. The server says when the step ends and what time it is there; every browser counts down
// to the same instant, however its own clock is set.
(() => {
  let shown = null, offset = 0
  const two = number => String(number).padStart(2, '0')
  const tick = () => {
    const clock = document.querySelector('#live [data-ends]')
    if (!clock) { shown = null; return }
    if (clock !== shown) {
      shown = clock
      offset = Number(clock.dataset.now) * 1000 - Date.now()
    }
    const left = Math.round((Number(clock.dataset.ends) * 1000 - Date.now() - offset) / 1000)
    const away = Math.abs(left)
    const said = `${left < 0 ? '+' : ''}${two(Math.floor(away / 60))}:${two(away % 60)}`
    if (clock.textContent !== said) clock.textContent = said
    clock.classList.toggle('over', left < 0)
    const meter = clock.closest('section').querySelector('progress')
    if (meter) meter.value = Math.max(0, Math.min(meter.max, meter.max - left))
  }
  tick()
  setInterval(tick, 250)
})()
