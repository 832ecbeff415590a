import type { Keys } from '../shared/keys';

/** Stands for a user in logs that others read. The same at each gateway with this secret; 22 characters. */
export const userCode = (keys: Keys, user: string): string =>
  keys.sign('user in a log', user).subarray(0, 16).toString('base64url');
