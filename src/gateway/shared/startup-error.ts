/** The gateway can't start. The message is one line: it names the problem and tells the operator how to solve it. */
export class StartupError extends Error {}
