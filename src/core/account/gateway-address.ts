/** The port that the gateway listens on unless it is told another. */
export const GATEWAY_PORT = 8337;

/** Where the API lives below the gateway's origin. */
export const API_PATH = '/PersonalMessages/V2';

export interface GatewayAddresses {
  apiAddress: string;
  signInPage: string;
  webmailAddress: string;
}

/**
 * What an account at a gateway is set up with.
 * @param origin such as `http://127.0.0.1:8337`, without a slash at the end
 */
export function gatewayAddresses(origin: string): GatewayAddresses {
  return {
    apiAddress: origin + API_PATH,
    signInPage: `${origin}/sign-in`,
    webmailAddress: `${origin}/mail`,
  };
}

/** The gateway on this computer, as `npm run gateway` starts it. */
export const LOCAL_GATEWAY: GatewayAddresses = gatewayAddresses(`http://127.0.0.1:${GATEWAY_PORT}`);
