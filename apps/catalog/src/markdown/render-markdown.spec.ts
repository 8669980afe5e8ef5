import { describe, expect, it } from '@jest/globals';
import { renderMarkdown } from './render-markdown.js';

describe('rendering markdown', () => {
  it('gives headings, emphasis and links', () => {
    const html = renderMarkdown('## Why\n\nRead *this* [page](https://example.org/a).');
    expect(html).toBe('<h2>Why</h2>\n<p>Read <em>this</em> <a href="https://example.org/a">page</a>.</p>\n');
  });

  it('when the text holds HTML, then it is shown and not run', () => {
    expect(renderMarkdown('<script>alert("x")</script>\n')).not.toContain('<script');
    expect(renderMarkdown('an <img src=x onerror=alert(1)> inside')).toBe(
      '<p>an &lt;img src=x onerror=alert(1)&gt; inside</p>\n',
    );
  });

  it.each(['javascript:alert(1)', 'JavaScript:alert(1)', '&#106;avascript:alert(1)', 'data:text/html,x'])(
    'when a link goes to %s, then it leads nowhere',
    (address) => {
      const html = renderMarkdown(`[go](${address}) ![see](${address})`);
      expect(html).toContain('go');
      expect(html).not.toMatch(/script:|data:/i);
    },
  );

  it('links within the site stay', () => {
    expect(renderMarkdown('[next](/v1/workshops/ask-for-more)')).toContain(
      'href="/v1/workshops/ask-for-more"',
    );
  });
});
