// @ts-nocheck: this minimal extension has no types.
chrome.storage.local.get('rows').then(({ rows }) => {
  for (const { from, subject } of rows) {
    const row = document.createElement('li');
    row.textContent = `${from}: ${subject}`;
    document.querySelector('ul').append(row);
  }
  performance.mark('list');
  // It renders nothing but the list.
  performance.mark('settled');
});
