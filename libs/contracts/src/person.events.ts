import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id } from './primitives.js';

const personDescribed = <Service extends string>(service: Service) =>
  defineEvent({
    type: `${service}.person.described`,
    topic: `${service}.person.v1`,
    compacted: true,
    key: 'personId',
    data: {
      personId: id,
      /** The address as the person typed it: what mail is sent to. */
      email: z.string(),
      name: z.string().nullable(),
    },
  });

/** The only events with a name or an address, one (compacted) topic per service that meets people. */
export const enrollmentPersonDescribed = personDescribed('enrollment');
export const paymentsPersonDescribed = personDescribed('payments');
export const notificationsPersonDescribed = personDescribed('notifications');
