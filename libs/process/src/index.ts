export { endOnFault } from './end-on-fault.js';
export { isExposed, whyNotListenOn } from './exposure.js';
export { platformControllers, runProcess, type RunningProcess } from './run-process.js';
export { serveAlone } from './serve-alone.js';
export { stopOnSignals } from './stop-on-signals.js';
