import type { Provider, Type } from '@nestjs/common';
import type { PaymentsConfig } from '../payments.config.js';
import { PaymentProvider } from './payment-provider.js';
import { DeliverSandboxWebhooks } from './sandbox/deliver-sandbox-webhooks.js';
import { PayInSandbox } from './sandbox/pay-in-sandbox.js';
import { SandboxPayPageController } from './sandbox/sandbox-pay-page.js';
import { SandboxProvider } from './sandbox/sandbox-provider.js';
import { SandboxRepository } from './sandbox/sandbox.repository.js';

interface Parts {
  readonly providers: Provider[];
  readonly controllers: Type[];
}

const PARTS: Readonly<Record<PaymentsConfig['provider'], Parts>> = {
  sandbox: {
    providers: [
      { provide: PaymentProvider, useClass: SandboxProvider },
      SandboxRepository,
      PayInSandbox,
      DeliverSandboxWebhooks,
    ],
    controllers: [SandboxPayPageController],
  },
};

/** The provider that the configuration names, with whatever it brings along. */
export function paymentProviders({ provider }: PaymentsConfig): Parts {
  return PARTS[provider];
}
