import type { ServiceAlone } from '#libs/process';
import { PaymentsConfig } from './payments.config.js';
import { PaymentsModule } from './payments.module.js';

/** The service as processes of its own, by the settings of the environment. */
export const paymentsAlone: ServiceAlone = {
  name: 'payments',
  compose: (env) => {
    const config = PaymentsConfig.from(env);
    return {
      module: PaymentsModule.register(config),
      demoParts: config.provider === 'sandbox' ? ['sandbox'] : [],
    };
  },
};
