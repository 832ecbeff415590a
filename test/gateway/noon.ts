/** Monday 23 November 2026, 14:05 in Paris. */
export const NOON = Date.UTC(2026, 10, 23, 13, 5, 0);
