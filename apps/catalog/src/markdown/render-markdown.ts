import { Marked, type Token } from 'marked';

/** Web and mail addresses, and places on this site. Anything else (`javascript:`, `data:`) leads nowhere. */
const SAFE_ADDRESS = /^(https?:\/\/|mailto:|\/|#)/i;

const marked = new Marked({
  async: false,
  walkTokens: (token: Token) => {
    if ((token.type === 'link' || token.type === 'image') && !SAFE_ADDRESS.test(String(token.href)))
      token.href = '';
  },
  renderer: { html: ({ text }) => escaped(text) },
});

/** Markdown (GitHub flavour) as HTML. HTML inside it is shown as text, so that a text can bring no script along. */
export function renderMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
