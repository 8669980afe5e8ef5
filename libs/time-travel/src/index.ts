export { RemoteProcess } from './remote-process.js';
export { ServiceProgress, ServingProgress } from './service-progress.js';
export { ClockStepsController, TestClockController } from './test-clock.controller.js';
export { TimeTravel } from './time-travel.js';
