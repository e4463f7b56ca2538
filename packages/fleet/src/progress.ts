import { Presets, SingleBar } from 'cli-progress';

/** Shows how far something is: a bar on a terminal, a line now and then elsewhere. */
export interface ProgressDisplay {
  /** Prints a line above the bar. */
  print(line: string): void;
  progress(label: string, done: number, total: number): void;
  /** Ends the bar, so that what follows starts on a fresh line. */
  stop(): void;
}

/** Pause between two lines where there is no terminal, in milliseconds. */
const LINE_PERIOD_MS = 2_000;

/** Creates the display of a program; `clock` gives milliseconds. */
export function createProgressDisplay(
  stream: NodeJS.WriteStream,
  clock: () => number = Date.now,
): ProgressDisplay {
  return stream.isTTY ? createBar(stream) : createLines(stream, clock);
}

function createBar(stream: NodeJS.WriteStream): ProgressDisplay {
  let bar: SingleBar | undefined;
  let current = '';
  const stop = () => {
    bar?.stop();
    bar = undefined;
    current = '';
  };
  return {
    stop,
    print: (line) => {
      stop();
      stream.write(`${line}\n`);
    },
    progress: (label, done, total) => {
      if (label !== current) {
        stop();
        const counts = '{percentage}% | {value}/{total} | {duration_formatted}';
        const format = `${label.padEnd(10)} {bar} ${counts}`;
        bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
        bar.start(total, done);
        current = label;
      }
      bar?.update(done);
    },
  };
}

function createLines(stream: NodeJS.WriteStream, clock: () => number): ProgressDisplay {
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let shown = '';
  return {
    stop: () => {},
    print: (line) => {
      stream.write(`${line}\n`);
    },
    progress: (label, done, total) => {
      const isEnd = done >= total;
      if (!isEnd && clock() - shownAtMs < LINE_PERIOD_MS) return;
      const percent = Math.floor((done / Math.max(total, 1)) * 100);
      const [count, all] = [done.toLocaleString('en'), total.toLocaleString('en')];
      const line = `${label} ${count} of ${all} (${percent} %)`;
      if (line === shown) return;
      shownAtMs = clock();
      shown = line;
      stream.write(`${line}\n`);
    },
  };
}
