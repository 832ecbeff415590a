/** A word of a command line. Windows allows no quotation mark in a path. */
export function forShell(word: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w@:,./\\=+-]+$/.test(word)) return word;
  return platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
