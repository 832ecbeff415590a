export interface Shortcut {
  /** The name in the manifest; `_execute_action` opens the popup. */
  name: string;
  description: string;
  /** Such as `Alt+Shift+F`; empty if not set. */
  keys: string;
}
