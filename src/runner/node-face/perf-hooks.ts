// node:perf_hooks: what a page measures too.
import { lackingAll } from './needs-node.ts';

type Any = any;
const {
  performance,
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
} = globalThis as Any;

Object.assign(Performance.prototype, {
  timerify: (fn: (...args: unknown[]) => unknown) => fn,
  ...lackingAll('performance', 'eventLoopUtilization'),
});

export {
  performance,
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
};
export const constants = {};
export const { monitorEventLoopDelay, createHistogram, eventLoopUtilization } = lackingAll(
  'perf_hooks',
  'monitorEventLoopDelay createHistogram eventLoopUtilization',
);
export const timerify = (fn: unknown): unknown => fn;
