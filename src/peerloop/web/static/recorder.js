// Records in the browser and puts what was recorded into the form's file field: it is sent like any other file.
(() => {
  const part = document.querySelector('[data-recorder]')
  const form = document.querySelector('[data-keep]')
  if (!part || !form || !window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return
  part.hidden = false

  const LONGEST = 20 * 60 // seconds
  const find = name => part.querySelector(`[data-${name}]`)
  const [live, again, choose, running, result, said, shown, asking, pause] =
    ['live', 'again', 'choose', 'running', 'result', 'said', 'clock', 'asking', 'pause'].map(find)
  const words = find('words').dataset
  const chapters = form.querySelector('[name=chapters]')
  if (!navigator.mediaDevices.getDisplayMedia) part.querySelector('[data-start=screen]').hidden = true

  let recorder = null, streams = [], pieces = [], marks = [], ran = 0, since = 0, ticking = 0, address = ''
  const two = number => String(number).padStart(2, '0')
  const seconds = () => Math.floor((ran + (since ? performance.now() - since : 0)) / 1000)
  const clock = second => `${two(Math.floor(second / 60))}:${two(second % 60)}`

  const open = async kind => {
    const sound = { echoCancellation: true, noiseSuppression: true }
    if (kind === 'sound') return [await navigator.mediaDevices.getUserMedia({ audio: sound })]
    if (kind === 'camera') {
      return [await navigator.mediaDevices.getUserMedia({ audio: sound, video: { width: { ideal: 1280 }, height: { ideal: 720 } } })]
    }
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15 } }, audio: false })
    try {
      return [screen, await navigator.mediaDevices.getUserMedia({ audio: sound })]
    } catch (refused) {
      close([screen])
      throw refused
    }
  }

  const close = some => some.forEach(stream => stream.getTracks().forEach(track => track.stop()))

  const start = async kind => {
    said.textContent = ''
    try {
      streams = await open(kind)
    } catch {
      said.textContent = words.refused
      return
    }
    const tracks = streams.flatMap(stream => stream.getTracks())
    const whole = new MediaStream(tracks)
    const picture = kind !== 'sound'
    const types = picture ? ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'] : ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4']
    const type = types.find(one => MediaRecorder.isTypeSupported(one))
    recorder = new MediaRecorder(whole, { ...(type ? { mimeType: type } : {}), videoBitsPerSecond: 1_000_000, audioBitsPerSecond: 64_000 })
    pieces = []
    marks = []
    ran = 0
    recorder.addEventListener('dataavailable', event => { if (event.data.size) pieces.push(event.data) })
    recorder.addEventListener('stop', keep)
    tracks[0].addEventListener('ended', stop) // the screen is shared no longer
    live.hidden = !picture
    if (picture) {
      live.srcObject = whole
      live.play().catch(() => {})
    }
    choose.hidden = true
    result.hidden = true
    running.hidden = false
    if (asking) asking.hidden = false
    pause.textContent = words.hold
    recorder.start(1000)
    since = performance.now()
    said.textContent = words.runningWords
    ticking = setInterval(tick, 250)
    find('stop').focus()
  }

  const tick = () => {
    shown.textContent = clock(seconds())
    if (seconds() < LONGEST) return
    stop()
    said.textContent = words.tooLong
  }

  const stop = () => { if (recorder && recorder.state !== 'inactive') recorder.stop() }

  const keep = () => {
    clearInterval(ticking)
    since = 0
    close(streams)
    live.srcObject = null
    live.hidden = true
    running.hidden = true
    if (asking) asking.hidden = true
    choose.hidden = false
    const type = (recorder.mimeType || 'video/webm').split(';')[0]
    const file = new File(pieces, `recording.${type.endsWith('mp4') ? 'mp4' : 'webm'}`, { type })
    const given = new DataTransfer()
    given.items.add(file)
    const input = form.querySelector('input[type=file]')
    input.files = given.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
    chapters.value = marks.map(([second, text]) => `${clock(second)} ${text}`).join('\n')
    if (address) URL.revokeObjectURL(address)
    address = URL.createObjectURL(file)
    again.src = address
    result.hidden = false
    said.textContent = words.done
    form.querySelector('[type=submit]').focus()
  }

  part.querySelectorAll('[data-start]').forEach(button => button.addEventListener('click', () => start(button.dataset.start)))
  find('stop').addEventListener('click', stop)
  pause.addEventListener('click', () => {
    if (recorder.state === 'recording') {
      recorder.pause()
      ran += performance.now() - since
      since = 0
      pause.textContent = words.resume
    } else if (recorder.state === 'paused') {
      recorder.resume()
      since = performance.now()
      pause.textContent = words.hold
    }
  })
  part.querySelectorAll('[data-question]').forEach(button => button.addEventListener('click', () => {
    const second = marks.length ? Math.max(seconds(), marks.at(-1)[0] + 1) : 0 // the first one begins it
    marks.push([second, button.dataset.question])
    button.setAttribute('aria-pressed', 'true')
  }))
})()
