/** A keyboard shortcut as the browser tells it. */
export interface Shortcut {
  /** As in the manifest; `_execute_action` opens the popup. */
  name: string;
  /** What it does, in the user's language; may be empty. */
  description: string;
  /** Such as `Alt+Shift+F`; empty where none is set. */
  keys: string;
}
