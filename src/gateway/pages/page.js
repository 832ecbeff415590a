// Copy buttons, and what a form says while the gateway is busy. The pages work without this script, too.
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.select();
    // Without TLS, browsers give other machines' pages no clipboard.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else document.execCommand('copy');
    button.textContent = button.dataset.copied;
  });
}

for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    if (form.dataset.busy === '') return;
    const line = document.createElement('p');
    line.className = 'busy';
    line.role = 'status';
    form.append(line);
    line.textContent = form.dataset.busy;
    for (const button of document.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  });
}

// Back from another page, the form is ready again.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
