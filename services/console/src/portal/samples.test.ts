import { describe, expect, it } from 'vitest';

import { addressOf, mosquittoSample, nodeSample, pythonSample, quoted } from './samples.ts';

const PARTS = {
  ...{ mqttUrl: 'mqtt://gateway.example:11883', username: '9143.edge-1' },
  ...{ password: 'p-w', topic: 'energy/v1/9143/edge-1/readings', meterId: 'E01', value: 12.5 },
};

describe('the address of a sample', () => {
  it.each([
    { url: 'mqtt://127.0.0.1:1884', host: '127.0.0.1', port: 1884 },
    { url: 'mqtt://gateway.example', host: 'gateway.example', port: 1883 },
    { url: 'mqtts://gateway.example', host: 'gateway.example', port: 8883 },
    { url: 'mqtt://gateway.example:80', host: 'gateway.example', port: 80 },
    { url: 'mqtt://[::1]:1883', host: '::1', port: 1883 },
  ])('$url', ({ url, host, port }) => {
    expect(addressOf(url)).toEqual({ host, port });
  });
});

describe('a word for a shell', () => {
  it.each([
    { word: 'plain-word.1', is: 'plain-word.1' },
    { word: 'a b', is: "'a b'" },
    { word: "it's", is: "'it'\\''s'" },
    { word: '$HOME', is: "'$HOME'" },
  ])('$word', ({ word, is }) => expect(quoted(word)).toBe(is));
});

describe('the samples', () => {
  it('of the command line send one reading with the present time', () => {
    expect(mosquittoSample(PARTS)).toBe(
      [
        'mosquitto_pub -h gateway.example -p 11883 -q 1 \\',
        '  -i 9143.edge-1 -u 9143.edge-1 -P p-w \\',
        '  -t energy/v1/9143/edge-1/readings \\',
        `  -m '{"readAt":'$(date +%s)'000,"values":{"E01":12.5}}'`,
      ].join('\n'),
    );
  });

  it.each([
    { name: 'Python', text: pythonSample(PARTS) },
    { name: 'Node.js', text: nodeSample(PARTS) },
  ])('of $name have credential, topic and meter', ({ text }) => {
    for (const word of ['9143.edge-1', '"p-w"', PARTS.topic, '"E01": 12.5']) {
      expect(text).toContain(word);
    }
  });
});
