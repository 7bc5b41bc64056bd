// Every text that a reader sees or hears on the page, in its order; what says translate="no", code and faces are left out.
() => {
  const left_out = 'script, style, noscript, template, code, kbd, textarea, .face, [translate=no]';
  const said = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text && !walker.currentNode.parentElement.closest(left_out)) said.push(text);
  }
  for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label'])
    for (const part of document.querySelectorAll(`[${name}]`))
      if (!part.closest(left_out)) said.push(part.getAttribute(name));
  for (const button of document.querySelectorAll('input[type=submit], input[type=button]')) said.push(button.value);
  return said;
}
