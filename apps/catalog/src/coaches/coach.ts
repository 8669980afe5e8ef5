export interface Coach {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly focus: 'executive' | 'personal' | 'life';
  readonly city: string;
  readonly bio: string;
  readonly state: 'published' | 'withdrawn';
  readonly version: number;
}
