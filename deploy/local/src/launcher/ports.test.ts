import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../servers/free-port.ts';
import { PortChooser } from './ports.ts';

const HOST = '127.0.0.1';
const blocker = createServer();
let taken = 0;
let said: string[] = [];

beforeEach(async () => {
  said = [];
  taken = await findFreePort(HOST);
  await new Promise<void>((resolve) => blocker.listen(taken, HOST, resolve));
});

afterEach(() => new Promise((resolve) => blocker.close(resolve)));

describe('PortChooser', () => {
  it('moves a default port to the next free one and says so', async () => {
    const chooser = new PortChooser(HOST, (message) => said.push(message));
    const port = await chooser.choose('HTTP', { port: taken, fixed: false });
    expect(port).toBeGreaterThan(taken);
    expect(said).toEqual([`Port ${taken} is taken; HTTP uses ${port}.`]);
  });

  it('refuses a given port that is taken', async () => {
    const chooser = new PortChooser(HOST, (message) => said.push(message));
    const chosen = chooser.choose('MQTT', { port: taken, fixed: true });
    await expect(chosen).rejects.toThrow(`Port ${taken} for MQTT is taken`);
  });

  it('does not give the same port twice', async () => {
    const chooser = new PortChooser(HOST, (message) => said.push(message));
    const first = await chooser.choose('HTTP', { port: taken, fixed: false });
    expect(await chooser.choose('MQTT', { port: first, fixed: false })).not.toBe(first);
  });

  it('takes any free port for 0 without a notice', async () => {
    const chooser = new PortChooser(HOST, (message) => said.push(message));
    expect(await chooser.choose('HTTP', { port: 0, fixed: true })).toBeGreaterThan(0);
    expect(said).toEqual([]);
  });
});
