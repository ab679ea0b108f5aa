// node:perf_hooks: what a page measures too.
import { mustBe } from './errors.ts';
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

/** Nobody could see what it measures. */
export function timerify(fn: (...args: unknown[]) => unknown, options: unknown = {}): unknown {
  mustBe('function', 'fn', fn);
  mustBe('object', 'options', options);
  const timerified = function (this: unknown, ...args: unknown[]): unknown {
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  };
  return Object.defineProperties(timerified, {
    length: { value: fn.length, configurable: true },
    name: { value: `timerified ${fn.name}`, configurable: true },
  });
}
Object.assign(Performance.prototype, {
  timerify,
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
