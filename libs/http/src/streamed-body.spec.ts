import { request as ask } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { BodyStream, takeStreams } from './streamed-body.js';

let server: FastifyInstance;

afterEach(() => server.close());

/** Sends some bytes of many to a server that does this with them, and breaks off as soon as they are there. */
async function breakOff(
  handler: (stream: Readable, isBroken: Promise<unknown>) => Promise<void>,
): Promise<void> {
  server = fastify();
  takeStreams(server);
  const handled = new Promise<void>((resolve, reject) => {
    server.put('/v1/uploads/:id', async (request, reply) => {
      const isBroken = new Promise((resolve) => request.raw.once('close', resolve));
      const body = request.body as Readable;
      sender.destroy();
      await handler(new BodyStream(request, body).upTo(1_000), isBroken).then(resolve, reject);
      await reply.send();
    });
  });
  const url = new URL('/v1/uploads/1', await server.listen({ host: '127.0.0.1', port: 0 }));
  const headers = { 'content-type': 'application/octet-stream', 'content-length': 100 };
  const sender = ask(url, { method: 'PUT', headers }).on('error', () => undefined);
  sender.write('some of it');
  await handled;
}

describe('a body that breaks off', () => {
  it('when nobody reads it yet, then nothing is thrown, and whoever reads it afterwards is told', async () => {
    let told: unknown;
    await breakOff(async (stream, isBroken) => {
      await isBroken;
      told = await buffer(stream).catch((error: unknown) => error);
    });
    expect(told).toMatchObject({ code: 'body-incomplete' });
  });
});
