import { Controller } from '@nestjs/common';
import { entitlementGranted, orderPaid, orderRefunded, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent } from '#libs/events';
import { notificationsEvents } from '../notifications-events.js';
import { QueueMessage } from './queue-message.js';

const CONSUMER = 'tell-about-orders';

/** Tells people what has become of their money, and where their courses are. */
@Controller()
export class TellAboutOrders {
  constructor(private readonly queueMessage: QueueMessage) {}

  @OnEvent(orderPaid, notificationsEvents, CONSUMER)
  async onPaid(event: EventOf<typeof orderPaid>, context: EventContext): Promise<void> {
    const { orderId, lines, total, paidAt } = event.data;
    await this.queueMessage.because(
      event,
      { template: 'receipt', orderId, lines, total, paidAt },
      context,
      total,
    );
  }

  @OnEvent(entitlementGranted, notificationsEvents, CONSUMER)
  async onGranted(event: EventOf<typeof entitlementGranted>, context: EventContext): Promise<void> {
    const { entitlementId, courseId, epoch } = event.data;
    await this.queueMessage.because(
      event,
      { template: 'download-ready', entitlementId, courseId, epoch },
      context,
    );
  }

  @OnEvent(orderRefunded, notificationsEvents, CONSUMER)
  async onRefunded(event: EventOf<typeof orderRefunded>, context: EventContext): Promise<void> {
    const { orderId, refunded, reason } = event.data;
    await this.queueMessage.because(
      event,
      { template: 'refunded', orderId, amount: refunded, reason },
      context,
    );
  }
}
