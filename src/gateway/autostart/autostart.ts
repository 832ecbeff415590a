/** A program and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** The program to start at login. All paths are absolute. */
export interface Place {
  /** The path of Node.js. */
  readonly node: string;
  /** The installed copy of the gateway’s own file. */
  readonly program: string;
  /** The gateway’s options. */
  readonly options: readonly string[];
}

/** How one system starts a program of the user by itself. */
export interface Autostart {
  /** What the system calls it, such as “systemd’s unit”. */
  readonly kind: string;
  readonly file: { readonly path: string; readonly content: Buffer };
  /** Succeeds if this system can do it for this user now. It changes nothing. */
  readonly probe?: CommandLine;
  /** What to do if the system refuses; completes “failed (…): ”. */
  readonly advice: string;
  /** Fails if the gateway doesn’t run. */
  readonly stop: CommandLine;
  /** With the file in place. */
  readonly start: readonly CommandLine[];
  /** Before the file is removed. */
  readonly forget: readonly CommandLine[];
  /** After the file was removed. */
  readonly forgotten: readonly CommandLine[];
  /** What the user does to see the log. */
  readonly log: string;
  /** The log’s path, if the gateway has a log of its own. */
  readonly logFile?: string;
  /** One more line for the user. */
  readonly hint?: string;
}

export const NAME = 'facteur-gateway';
