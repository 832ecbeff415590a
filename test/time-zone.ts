import { afterEach } from 'vitest';

const before = process.env.TZ;

/** Sets the time zone for the rest of a test. */
export function beIn(zone: string): void {
  process.env.TZ = zone;
}

/** Restores the time zone after each test of a file that calls {@link beIn}. */
export function comeHome(): void {
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
