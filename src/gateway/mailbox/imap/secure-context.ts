import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

const contexts = new Map<string | undefined, SecureContext>();

/**
 * Shares a context among connections that trust the same: each takes about 1 MB and some ms.
 * @param ca PEM certificates to trust in addition to Node's root certificates
 */
export function secureContextOf(ca: string | undefined): SecureContext {
  const context =
    contexts.get(ca) ??
    createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
  contexts.set(ca, context);
  return context;
}
