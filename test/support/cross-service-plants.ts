/** What holds between the services and in the event log, violated; for a database in which the main job was played. */
export const crossServicePlants: Readonly<Record<string, string>> = {
  'nobody-has-paid-for-nothing': `DELETE FROM payments.downloads; DELETE FROM payments.entitlements`,
  'paid-seats-are-confirmed': `
    UPDATE enrollment.enrollments SET state = 'held' WHERE state = 'confirmed' AND price_amount > 0`,
  'freed-seats-are-abandoned': `
    UPDATE enrollment.enrollments SET state = 'expired', closing_reason = 'deadline'
    WHERE state = 'confirmed' AND price_amount > 0`,
  'closings-are-being-answered': `
    UPDATE enrollment.enrollments SET state = 'closing', closing_reason = 'deadline'
    WHERE state = 'confirmed' AND price_amount > 0`,
  'orders-are-what-was-quoted': `UPDATE enrollment.enrollments SET seats = seats + 1 WHERE seats < 10`,
  'people-are-told': `DELETE FROM notifications.messages WHERE template = 'receipt'`,
  'people-can-be-written-to': `DELETE FROM notifications.people`,
  'copies-of-articles-agree': `DELETE FROM notifications.article_facts`,
  'copies-of-workshops-agree': `UPDATE enrollment.workshop_facts SET title = 'Another'`,
  'copies-of-courses-agree': `UPDATE payments.course_facts SET price_amount = price_amount + 1`,
  'copies-of-sessions-agree': `DELETE FROM notifications.session_facts`,
  'copies-of-api-keys-agree': `
    INSERT INTO notifications.api_keys
      (id, version, name, starts_with, hash, scopes, created_at, created_by_id, created_by_name, input_hash)
    VALUES (gen_random_uuid(), 1, 'desk', 'ally_test_', 'h', '{}', '2026-12-01', 'root', 'root', '')`,
};

export const eventLogPlants: Readonly<Record<string, string>> = {
  'offsets-are-dense': `DELETE FROM event_log.events WHERE "offset" = 0`,
  'nobody-reads-ahead': `UPDATE event_log.cursors SET next_offset = 1000000`,
  'facts-are-in-order': `
    UPDATE event_log.events SET data = jsonb_set(data, '{version}', '9') WHERE type = 'payments.order.opened'`,
};
