import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A minimal gateway: Node's HTTP server with one fixed answer. */
const answer = Buffer.from(process.env.FLOOR_ANSWER ?? '');
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/xml; charset=UTF-8', 'Content-Length': answer.length });
  response.end(answer);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
