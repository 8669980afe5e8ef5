export interface Workshop {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  readonly format: 'in-person' | 'online' | 'one-on-one';
  readonly state: 'published' | 'withdrawn';
  readonly version: number;
}
