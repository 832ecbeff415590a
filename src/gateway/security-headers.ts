/**
 * The headers that every answer has: nothing is cached, framed, guessed at or run, and no other page gets hold of it.
 * @param tls whether this server itself speaks TLS
 * @param formTarget the address that a form of the page may lead to, beside the gateway itself
 */
export function securityHeaders(tls: boolean, formTarget?: string): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentPolicy(formTarget),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(tls && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** No script at all, one style sheet, forms that lead home or to the extension. */
function contentPolicy(formTarget: string | undefined): string {
  const target = formTarget === undefined ? '' : ` ${new URL(formTarget).origin}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    // A redirect after a form is held to this too, in Chromium.
    `form-action 'self'${target}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
