import { describeEventLog } from '../../../test/support/event-log-conformance/describe-event-log.js';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';

describeEventLog('the log in Kafka', kafkaEventLog);
