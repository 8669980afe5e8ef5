export { Clock } from './clock.js';
export { SystemClock } from './system-clock.js';
export { TestClock } from './test-clock.js';
