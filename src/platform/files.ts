export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser begins the download later, and only then keeps the data itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
