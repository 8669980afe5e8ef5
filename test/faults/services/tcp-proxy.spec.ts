import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePorts } from '../../../tools/servers/free-ports.js';
import { TcpProxy } from './tcp-proxy.js';

describe('the proxy before a server', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let client: Socket;

  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    proxy = await TcpProxy.open(await freePorts(1), (echo.address() as AddressInfo).port);
    client = await connected();
  });

  afterEach(() => {
    client.destroy();
    proxy.cut();
    echo.close();
  });

  const connected = async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const answer = async (text: string) => {
    client.write(text);
    return String((await once(client, 'data'))[0]);
  };

  const askDirectly = async () => {
    const direct = connect((echo.address() as AddressInfo).port, '127.0.0.1');
    direct.write('hello');
    await once(direct, 'data');
    direct.destroy();
  };

  it('when nothing is the matter, then everything is passed on, the end as well', async () => {
    expect(await answer('hello')).toBe('hello');
    client.end();
    await once(client, 'end');
  });

  it('when it is cut, then connections are reset and refused, and mended it takes new ones', async () => {
    expect(await answer('hello')).toBe('hello');
    const reset = once(client, 'data').catch((error: unknown) => error);
    proxy.cut();
    expect(await reset).toMatchObject({ code: 'ECONNRESET' });
    await expect(connected()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.mend();
    client = await connected();
    expect(await answer('again')).toBe('again');
  });

  it('when it is slow, then an answer takes twice as much longer, and nothing overtakes anything', async () => {
    proxy.delay(60);
    const began = performance.now();
    expect(await answer('hello')).toBe('hello');
    expect(performance.now() - began).toBeGreaterThanOrEqual(115);
    client.write('slow');
    await proxy.mend();
    client.write(' fast');
    let said = '';
    for await (const chunk of client) if ((said += String(chunk)).length === 9) break;
    expect(said).toBe('slow fast');
  });

  it('when it swallows everything, then it is passed on once that is over', async () => {
    proxy.swallow();
    let arrived = false;
    const said = answer('hello').finally(() => (arrived = true));
    for (let times = 0; times < 20; times++) await askDirectly();
    expect(arrived).toBe(false);
    await proxy.mend();
    expect(await said).toBe('hello');
  });

  it('when the server is away, then whoever comes is cut off', async () => {
    echo.close();
    const other = connect(proxy.port, '127.0.0.1');
    client.destroy();
    expect(await once(other, 'close').catch((error: unknown) => error)).toBeTruthy();
  });
});
