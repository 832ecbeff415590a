// @ts-nocheck: the least that any extension could do has no types either.
chrome.storage.local.get('rows').then(({ rows }) => {
  for (const { from, subject } of rows) {
    const row = document.createElement('li');
    row.textContent = `${from}: ${subject}`;
    document.querySelector('ul').append(row);
  }
  performance.mark('list');
  // Its list is all that it renders.
  performance.mark('settled');
});
