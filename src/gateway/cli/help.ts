import { GATEWAY_PORT } from '../../core/account/gateway-address';

/** What `--help` prints. */
export const HELP = `Usage: facteur-gateway [options]
       facteur-gateway check [--config <file>]
       facteur-gateway keep-password <mailbox>

Answers the Personal Messages API from the mailboxes of a config file, by IMAP;
without one, from a demo mailbox.

"check" tries each mailbox and says what works and what doesn't. "keep-password"
asks for a mailbox's password and keeps it in the system's keyring.

  --config <file>           Config file, for its owner alone (mode 0600)
                            (~/.config/facteur/gateway.toml or this system's
                            like, if it is there)
  --demo                    The demo mailbox, whatever a config file says
  --port <number>           Port to listen on, 0 for any free one (${GATEWAY_PORT})
  --host <address>          IP address to listen on (127.0.0.1). One that other
                            machines reach also needs --public-origin, and
                            either both --tls options or --allow-plain-http
  --public-origin <origin>  How browsers reach the gateway, if not at the address
                            it listens on: https://mail.example.org
  --tls-cert <file>         Certificate in PEM form, its chain after it
  --tls-key <file>          The certificate's private key in PEM form
  --allow-plain-http        Do without TLS: passwords, tokens and mail travel
                            readable. Only for behind a reverse proxy that adds
                            TLS, or for a network you trust
  --extension <address|id>  Let this extension alone sign in, given by the
                            address its sign-in comes back to or by its Chrome
                            id; once for each extension (any extension)
  --state <folder>          Where the signing key and people's choices are kept
                            (~/.local/state/facteur or this system's like)
  --deliver-every <seconds> Time between two new demo mails, 0 for none (20)
  --list <number>           How many unread e-mails the overview lists, 1 to 200 (20)
  --log-level <level>       The least that is logged, one of error, warn, info and
                            debug (info)
  --version                 Print the version
  --help                    Print this text

An option can also be set in the environment: FACTEUR_GATEWAY_PORT for --port,
FACTEUR_GATEWAY_PUBLIC_ORIGIN for --public-origin, and so on;
FACTEUR_GATEWAY_ALLOW_PLAIN_HTTP is 1, FACTEUR_GATEWAY_EXTENSION takes several
with commas between. The command line comes first, then the environment, then
the config file, which knows the options by the same names: port = 8337.

Tokens end after 30 days. To end all of them at once, stop the gateway, delete
the file "key" in the state folder and start it again.
`;
