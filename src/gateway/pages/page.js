// Copy buttons, what a form says while the gateway is busy, and the address of a tab. The pages work without this script, too.

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-copy]'))) {
  const field = document.getElementById(button.dataset.copy ?? '');
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.select();
    // Without TLS, browsers give other machines' pages no clipboard.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand('copy');
    button.textContent = button.dataset.copied ?? '';
  });
}

for (const form of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-busy]'))) {
  form.addEventListener('submit', () => {
    const line = document.createElement('p');
    line.className = 'busy';
    line.role = 'status';
    form.append(line);
    line.textContent = form.dataset.busy ?? '';
  });
}

// A tab that is loaded again, or restored, doesn't mark its message as read again.
const tools = /** @type {HTMLElement | null} */ (document.querySelector('.tools[data-reload]'));
if (tools) history.replaceState(null, '', tools.dataset.reload);

// After a step back, the browser shows the page as it was left.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) for (const line of document.querySelectorAll('.busy')) line.remove();
});
