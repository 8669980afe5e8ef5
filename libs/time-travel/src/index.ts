export { ServiceProgress } from './service-progress.js';
export { TestClockController } from './test-clock.controller.js';
export { TimeTravel } from './time-travel.js';
