/** What a page needs beside the gateway itself. Whatever isn't given isn't allowed. */
export interface Allowances {
  /** The extension address that a form of the page may lead to. */
  readonly formTarget?: string | undefined;
  /** Where its pictures come from. */
  readonly pictures?: ReadonlySet<'data:' | 'https:'> | undefined;
}

/**
 * The headers that every answer has: nothing is cached, framed, guessed at or run, and no other page gets hold of it.
 * @param tls whether this server itself speaks TLS
 */
export function securityHeaders(tls: boolean, allowed: Allowances = {}): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentPolicy(allowed),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(tls && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** No script at all, one style sheet, forms that lead home or to the extension, pictures from where they must be. */
function contentPolicy({ formTarget, pictures = new Set() }: Allowances): string {
  const target = formTarget === undefined ? '' : ` ${new URL(formTarget).origin}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    ["img-src 'self'", ...pictures].join(' '),
    // A redirect after a form is held to this too, in Chromium.
    `form-action 'self'${target}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
