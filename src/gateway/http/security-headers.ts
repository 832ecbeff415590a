/** What a page may use besides the gateway itself. Default: nothing. */
export interface Allowances {
  /** The extension's address that a form may redirect to. */
  readonly formTarget?: string | undefined;
  /** The gateway's own script. Never on a page with a message in it. */
  readonly scripts?: boolean | undefined;
  readonly pictures?: ReadonlySet<'data:' | 'https:'> | undefined;
}

/** `tls`: whether this server itself uses TLS. */
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

function contentPolicy({ formTarget, scripts = false, pictures = new Set() }: Allowances): string {
  const target = formTarget === undefined ? '' : ` ${new URL(formTarget).origin}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    ...(scripts ? ["script-src 'self'"] : []),
    ["img-src 'self'", ...pictures].join(' '),
    // Chromium also applies this to a redirect after a form.
    `form-action 'self'${target}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
