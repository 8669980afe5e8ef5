import { once } from 'node:events';
import { connect } from 'node:net';

/** Asks one thing of a Redis. @throws with what it says, unless that is OK. */
export async function askRedis(url: string, command: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('+OK')) throw new Error(`Redis said ${answer.toString().trim()}`);
  } finally {
    socket.destroy();
  }
}
