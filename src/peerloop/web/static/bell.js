// The number of unread notices in the bar: asked for once a minute, while the page is looked at.
'use strict';
(() => {
  const MINUTE = 60_000;
  const look = async () => {
    const bell = document.querySelector('[data-bell]');
    if (!bell || document.hidden) return;
    try {
      const answer = await fetch(bell.dataset.bell, { redirect: 'error' });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-bell]');
      if (!fresh || fresh.innerHTML === bell.innerHTML) return;
      const focused = document.activeElement === bell;
      bell.replaceChildren(...fresh.childNodes);
      if (focused) bell.focus();
    } catch { /* signed out or offline: the next page says so */ }
  };
  setInterval(look, MINUTE);
  document.addEventListener('visibilitychange', look);
})();
