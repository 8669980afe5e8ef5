import { serveAlone } from '#libs/process';
import { PaymentsConfig } from './payments.config.js';
import { PaymentsModule } from './payments.module.js';

await serveAlone(PaymentsModule.register(PaymentsConfig.from(process.env)), process.env);
