import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: from a tenth of a millisecond to ten seconds. */
const DURATION_BUCKETS_SECONDS = [
  0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** The metrics of one service; every name is `hengneng_<service>_<what>_<unit>[_total]`. */
export interface Metrics {
  readonly contentType: string;
  counter<L extends string = never>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string = never>(name: string, help: string, labels?: readonly L[]): Gauge<L>;
  /** A gauge whose value is asked for at every scrape. */
  observedGauge(name: string, help: string, read: () => number): void;
  histogram<L extends string = never>(
    name: string,
    help: string,
    labels?: readonly L[],
    buckets?: readonly number[],
  ): Histogram<L>;
  /** Everything in the Prometheus text format. */
  text(): Promise<string>;
}

/**
 * Makes the metrics of one service, process figures (memory, event-loop lag) included. Labels must be
 * bounded: closed lists, never ids.
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  const prefix = `hengneng_${service}_`;
  collectDefaultMetrics({ register: registry, prefix });
  const options = <L extends string>(name: string, help: string, labels: readonly L[] = []) => ({
    name: prefix + name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    counter: (name, help, labels) => new Counter(options(name, help, labels)),
    gauge: (name, help, labels) => new Gauge(options(name, help, labels)),
    observedGauge: (name, help, read) => {
      new Gauge({
        ...options(name, help),
        collect() {
          this.set(read());
        },
      });
    },
    histogram: (name, help, labels, buckets = DURATION_BUCKETS_SECONDS) =>
      new Histogram({ ...options(name, help, labels), buckets: [...buckets] }),
    text: () => registry.metrics(),
  };
}
