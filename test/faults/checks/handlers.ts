/** By the names of their schemas, which are those of their groups of consumers. */
export const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'] as const;

export type Service = (typeof SERVICES)[number];

/** Whoever handles a sort of event; the topic is the one that its service has to read for that. */
export interface Handler {
  readonly consumer: string;
  readonly topic: string;
  readonly type: string;
}

/** What a consumer handles: of each topic these facts. */
type Handled = Readonly<Record<string, readonly string[]>>;

const API_KEYS: Handled = { 'notifications.api-key.v1': ['issued', 'revoked'] };

/** By service and consumer. A spec beside this holds it against the handlers that there are. */
const HANDLED: Readonly<Record<Service, Readonly<Record<string, Handled>>>> = {
  catalog: { 'keep-api-key-facts': API_KEYS },
  enrollment: {
    'keep-workshop-facts': { 'catalog.workshop.v1': ['published', 'withdrawn'] },
    'confirm-seats': { 'payments.order.v1': ['paid'] },
    'free-seats': { 'payments.order.v1': ['abandoned'] },
    'keep-api-key-facts': API_KEYS,
  },
  payments: {
    'close-order': { 'enrollment.enrollment.v1': ['closing'] },
    'keep-course-facts': { 'catalog.course.v1': ['published', 'released', 'withdrawn'] },
    'keep-api-key-facts': API_KEYS,
  },
  notifications: {
    'keep-facts': {
      'catalog.article.v1': ['published', 'withdrawn'],
      'catalog.workshop.v1': ['published', 'withdrawn'],
      'catalog.course.v1': ['published', 'released', 'withdrawn'],
      'enrollment.session.v1': ['scheduled', 'changed', 'filled', 'seats-freed'],
    },
    'keep-people': { 'enrollment.person.v1': ['described'], 'payments.person.v1': ['described'] },
    'start-runs': { 'catalog.read.v1': ['recorded'] },
    'react-to-person': {
      'enrollment.enrollment.v1': ['held', 'confirmed'],
      'payments.order.v1': ['paid'],
      'payments.entitlement.v1': ['downloaded'],
    },
    'tell-about-enrollments': {
      'enrollment.enrollment.v1': ['held', 'confirmed', 'transferred', 'expired', 'cancelled'],
    },
    'tell-about-orders': {
      'payments.order.v1': ['paid', 'refunded'],
      'payments.entitlement.v1': ['granted'],
    },
    'keep-funnel': {
      'catalog.read.v1': ['recorded'],
      'notifications.subscription.v1': ['confirmed'],
      'enrollment.enrollment.v1': ['confirmed'],
      'payments.order.v1': ['paid'],
    },
    'note-api-key-use': {
      'catalog.api-key-use.v1': ['recorded'],
      'enrollment.api-key-use.v1': ['recorded'],
      'payments.api-key-use.v1': ['recorded'],
      'notifications.api-key-use.v1': ['recorded'],
    },
    'keep-api-key-facts': API_KEYS,
  },
};

/** Every handler of a service. */
export function handlersOf(service: Service): Handler[] {
  return Object.entries(HANDLED[service]).flatMap(([consumer, handled]) =>
    Object.entries(handled).flatMap(([topic, facts]) =>
      facts.map((fact) => ({ consumer, topic, type: topic.replace(/v\d+$/, fact) })),
    ),
  );
}

/** Every topic that a service reads. */
export function topicsOf(service: Service): string[] {
  return [...new Set(handlersOf(service).map(({ topic }) => topic))];
}
