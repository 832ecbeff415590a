import { GATEWAY_PORT } from '../../core/account/gateway-address';

export const HELP = `Usage: facteur-gateway [options]
       facteur-gateway check [--config <file>]
       facteur-gateway keep-password <mailbox>
       facteur-gateway sign-in <mailbox> [--config <file>]
       facteur-gateway manager [--config <file>]
       facteur-gateway users [--json] [--config <file>]
       facteur-gateway revoke <user> [--config <file>]
       facteur-gateway status [--json] [--config <file>]
       facteur-gateway install [options]
       facteur-gateway uninstall

Lets the Facteur extension read mailboxes by IMAP. Without a config file, people
sign in with their mailbox's address and password.

"check" tries each mailbox and each provider to sign in at, and shows what works
and what doesn't.
"keep-password" asks for a mailbox's password and stores it in the system's
keyring.
"sign-in" signs in at the provider of a mailbox with the setting oauth: it prints
a page and a code for any device, waits, and then tries the mailbox.
"manager" prints a link that opens the API Manager of the running gateway once,
within an hour: there you register programs that may use the API.
"users" lists who has signed in, with how many tokens, and when they were used
last.
"revoke" ends a user's tokens, browser sessions, links and sign-ins at providers,
at all gateways on the same store, while they run.
"status" says whether the gateway runs and is ready, and what it does now if the
option --admin is set. Its exit code is 0 if it is ready, else 1.
"install" copies this program to your home folder and starts it now and whenever
you log in, with the options that you give. Run it again to update the copy.
"uninstall" stops it and removes the copy.

The default value is in brackets.

  --config <file>           Config file, readable by its owner only (mode 0600)
                            (~/.config/facteur/gateway.toml or this system's
                            equivalent, if it exists)
  --demo                    Use the demo mailbox and ignore any config file
  --port <number>           Port to listen on, 0 for any free port (${GATEWAY_PORT})
  --host <address>          IP address to listen on (127.0.0.1). If other
                            machines can reach it, --public-origin is required,
                            and either both --tls options or --allow-plain-http
  --public-origin <origin>  How browsers reach the gateway, if not at the
                            address it listens on: https://mail.example.org
  --tls-cert <file>         Certificate in PEM form, followed by its chain
  --tls-key <file>          The certificate's private key in PEM form
  --allow-plain-http        Run without TLS: passwords, tokens and mail are not
                            encrypted. Only behind a reverse proxy that adds
                            TLS, or in a network that you trust
  --extension <address|id>  Allow only this extension to sign in. Give its
                            return address or its Chrome id; repeat the option
                            for more extensions (any extension)
  --state <folder>          Where to store the signing key, sealed passwords and
                            people's choices
                            (~/.local/state/facteur or this system's equivalent)
  --database-url <address>  PostgreSQL database to store people's choices and
                            sealed passwords in, so that several gateways can
                            share them; each then needs the same signing key.
                            At another computer it needs ?sslmode=verify-full,
                            or ?sslmode=disable in a network that you trust
  --database-url-file <file> The same, on the first line of a file: an address
                            with a password must not be on the command line
  --key-file <file>         The signing key (key in the state folder)
  --trusted-proxies <network> Proxy before the gateway, or a network of them,
                            that tells the clients' addresses; may be repeated
  --max-connections <number> Connections to mail servers at a time, 1 to 100000
                            (5000)
  --sign-ins-at-once <number> How many mailboxes may sign in to one mail server
                            and be read first at a time, 1 to 10000 (32)
  --sign-ins-per-second <number> How many sign-ins to one mail server may begin
                            in a second, 1 to 10000 (50)
  --admin <address>         Where to tell health and metrics: 127.0.0.1:9337,
                            or the path of a socket (nowhere)
  --deliver-every <seconds> Time between two new demo mails, 0 for none (20)
  --list <number>           How many unread e-mails to list, 1 to 200 (20)
  --dns <address[:port]>    DNS server to ask for the mail servers of domains that
                            Facteur doesn’t know (the system’s)
  --log-level <level>       Log messages of this level and above: error, warn,
                            info or debug (info)
  --log-format <format>     text, or json for a log system (text)
  --json                    Output of users and status for programs
  --version                 Print the version
  --help                    Print this text

You can also set an option in the environment: FACTEUR_GATEWAY_PORT for --port,
FACTEUR_GATEWAY_PUBLIC_ORIGIN for --public-origin, and so on. Set
FACTEUR_GATEWAY_ALLOW_PLAIN_HTTP to 1; separate several values of
FACTEUR_GATEWAY_EXTENSION with commas. The command line overrides the
environment, which overrides the config file. The config file uses the same
names: port = 8337.

A token expires after 30 days without use. To revoke those of all users, stop
the gateway, delete the signing key (the file "key" in the state folder) and
start it again. A new key for --key-file you have to write yourself, as
docs/organisations.md says. With a database, stop all its gateways, empty it,
and copy the new key to all.
`;
