/** One event as a reader of `GET /events` gets it. */
export interface HeardEvent {
  readonly id: string | null;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was sent
  readonly data: any;
}

/** A reader of live events, as a browser is one. */
export interface EventReader {
  readonly status: number;
  readonly headers: Headers;
  readonly heard: HeardEvent[];
  /** Comments, the heartbeats among them. */
  readonly commentCount: () => number;
  /** Resolves when the server ended the stream. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Opens `GET /events`; `lastEventId` as a browser sends it after a break. */
export async function readEvents(
  address: string,
  options: { readonly as?: string; readonly cookie?: string; readonly lastEventId?: string },
): Promise<EventReader> {
  const { as, cookie, lastEventId } = options;
  const leaving = new AbortController();
  const response = await fetch(`${address}/api/v1/events`, {
    signal: leaving.signal,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const heard: HeardEvent[] = [];
  let comments = 0;
  const readAll = async () => {
    let rest = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const frames = (rest + part).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        if (frame.startsWith(':')) comments += 1;
        else if (!frame.startsWith('retry')) heard.push(parseFrame(frame));
      }
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    heard,
    commentCount: () => comments,
    ended: readAll().catch(() => {}),
    leave: () => leaving.abort(),
  };
}

function parseFrame(frame: string): HeardEvent {
  const fields = new Map(
    frame.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)] as const;
    }),
  );
  const data = JSON.parse(fields.get('data') ?? 'null');
  return { id: fields.get('id') ?? null, name: fields.get('event') ?? '', data };
}
