import { afterEach } from 'vitest';

const before = process.env.TZ;

/** Runs the rest of a test as if the computer were there. */
export function beIn(zone: string): void {
  process.env.TZ = zone;
}

/** For a file whose tests travel. */
export function comeHome(): void {
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
