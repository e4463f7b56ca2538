import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it('has a default for everything', () => {
    expect(parseOptions([])).toEqual({
      dataDirectory: undefined,
      host: '127.0.0.1',
      httpPort: { port: 8_080, fixed: false },
      mqttPort: { port: 1_883, fixed: false },
      mqttsPort: { port: 8_883, fixed: false },
      demo: true,
      help: false,
    });
  });

  it('takes every option, with a blank or an equals sign', () => {
    const words = '--data-dir /d --host 0.0.0.0 --http-port=0 --mqtt-port 2883 --no-demo'.split(
      ' ',
    );
    expect(parseOptions(words)).toMatchObject({
      dataDirectory: '/d',
      host: '0.0.0.0',
      httpPort: { port: 0, fixed: true },
      mqttPort: { port: 2_883, fixed: true },
      demo: false,
    });
  });

  it.each([
    { name: 'an unknown option', args: ['--data-folder', 'x'], says: /--data-folder.*--help/ },
    { name: 'a stray word', args: ['start'], says: /start/ },
    { name: 'an option without its value', args: ['--host'], says: /--host/ },
    { name: 'a port that is no number', args: ['--http-port', '80a'], says: /--http-port.*80a/ },
    { name: 'a port that is too large', args: ['--mqtt-port', '65536'], says: /65536/ },
  ])('refuses $name and says which', ({ args, says }) => {
    expect(() => parseOptions(args)).toThrow(says);
  });
});
