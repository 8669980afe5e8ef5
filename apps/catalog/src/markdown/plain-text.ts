import { Lexer, type Token, type Tokens } from 'marked';

/** The words of a markdown text as its reader sees them, without its marks, addresses and pictures. */
export function plainText(markdown: string): string {
  return Lexer.lex(markdown)
    .map(wordsOf)
    .join('\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

function wordsOf(token: Token): string {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((row) => row.map((cell) => inline(cell.tokens)).join(' ')).join('\n');
  }
  if (token.type === 'list')
    return (token as Tokens.List).items.map((item) => inline(item.tokens, '\n')).join('\n');
  if (token.type === 'image') return (token as Tokens.Image).text;
  if (token.type === 'br') return '\n';
  if ('tokens' in token && token.tokens !== undefined)
    return inline(token.tokens, token.type === 'blockquote' ? '\n' : '');
  if (token.type === 'def' || token.type === 'hr') return '';
  return 'text' in token ? unescaped(String(token.text)) : '';
}

function inline(tokens: readonly Token[], between = ''): string {
  return tokens.map(wordsOf).join(between);
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => CHARACTERS[entity] ?? entity);
}
