import { createServer, type Socket } from 'node:net';
import { giveToOwner } from './unprivileged';

/**
 * Listens at a socket of the file system, where a mail server asks for passwords. `answerTo` gets all that
 * was sent so far; it returns undefined if the question isn't complete.
 */
export async function listenAt(
  path: string,
  answerTo: (question: Buffer) => string | Buffer | undefined,
): Promise<{ close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer(socket => {
    open.add(socket);
    let question = Buffer.alloc(0);
    // The mail server was killed.
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    socket.on('data', chunk => {
      question = Buffer.concat([question, chunk]);
      const answer = answerTo(question);
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await giveToOwner(path);
  return {
    close() {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}
