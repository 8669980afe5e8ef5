import { describe, expect, it } from '@jest/globals';
import { attachment } from './attachment.js';

describe('attachment', () => {
  it('gives a name in both forms', () => {
    expect(attachment('Übung "1" (a).pdf')).toBe(
      `attachment; filename="_bung _1_ (a).pdf"; filename*=UTF-8''%C3%9Cbung%20%221%22%20%28a%29.pdf`,
    );
  });

  it('lets no line break into the header', () => {
    expect(attachment('a\r\nSet-Cookie: b')).not.toMatch(/[\r\n]/);
  });
});
