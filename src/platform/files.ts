/** Has the browser save a text as a file of this name, wherever it puts what is downloaded. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on what it saves once it has begun, which is not within this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
