/** Values that differ in each mail, so that a template used twice reads differently. */
export interface Details {
  readonly number: string;
  /** An amount of money from 8 to 207, without its unit. */
  readonly amount: number;
  readonly hour: number;
  /** A day within the coming two weeks, in the mail's language: `Thursday 26 November`. */
  readonly day: string;
}

/** All people are made up, and all domains reserved for that (RFC 2606). */
export interface Template {
  /** Empty for a sender without a name. */
  readonly name: string;
  readonly address: string;
  subject(details: Details): string;
  text(details: Details): string;
}
