/** Why the gateway doesn't start. The message is one line for the operator: what is wrong and what to do about it. */
export class StartupError extends Error {}
