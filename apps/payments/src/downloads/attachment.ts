/**
 * `Content-Disposition` of a file to be saved under its name (RFC 6266): the name in UTF-8 (RFC 8187), and before it
 * one in plain ASCII for programs that do not know the other form.
 */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
