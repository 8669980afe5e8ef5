export { CannotStart } from './cannot-start.js';
export { endOnFault } from './end-on-fault.js';
export { isExposed, type DemoPart } from './exposure.js';
export { platformControllers } from './platform.js';
export { RoleOfProcess } from './process-role.js';
export { whyNotStart } from './production.js';
export { runProcess, type RunningProcess } from './run-process.js';
export { serveAlone, type ServiceAlone } from './serve-alone.js';
export { stopOnSignals } from './stop-on-signals.js';
