export interface Shortcut {
  /** The name in the manifest; `_execute_action` opens the popup. */
  name: string;
  /** In the user's language; may be empty. */
  description: string;
  /** Such as `Alt+Shift+F`; empty if not set. */
  keys: string;
}
