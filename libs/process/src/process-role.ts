/**
 * What a process of a service is there for: `web` answers requests, publishes facts and asks for work; `worker` handles
 * events and does what is due, and answers nobody but its supervisor; `all` is both.
 */
export type ProcessRole = 'all' | 'web' | 'worker';

/** What provides for it to be asked for in modules; see `ProcessRole`. */
export class RoleOfProcess {
  constructor(readonly role: ProcessRole) {}

  /** Whether events are handled here and due work is done; else another process of the service does that. */
  get works(): boolean {
    return this.role !== 'web';
  }
}
