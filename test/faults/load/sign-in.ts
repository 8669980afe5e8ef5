import { mailedLink, type Visit } from './visit.js';

/** Asks for the way in, takes it, and looks at what is there. */
export async function signIn(visit: Visit): Promise<void> {
  const { client, person } = visit;
  const { email } = person;
  client.known.wish('signInLinks', { email });
  const asked = await client.post('/v1/sign-in-links', { email });
  if (asked.status === 202) client.known.acknowledge('signInLinks', { email });
  const link = await mailedLink(visit, '/sign-in?token=');
  if (link === undefined) return;
  const { status, body, sentAt } = await client.post('/v1/sign-ins', {
    token: link.searchParams.get('token'),
  });
  if (status !== 200) {
    // Whoever was not answered the first time may be in without knowing it.
    if (sentAt.length === 1)
      client.known.contradictions.push(`a sign-in was answered ${status} ${String(body['code'])}`);
    return;
  }
  client.known.acknowledge('signIns', { email });
  const library = await client.get('/v1/library', String(body['session']));
  if (library.status !== 200)
    client.known.contradictions.push(`a session opened no library: ${library.status}`);
}
