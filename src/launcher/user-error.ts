/** An error that the person at the terminal can mend; its message says how, and is printed without a stack. */
export class UserError extends Error {}
