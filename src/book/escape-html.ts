/** Text as HTML that shows it. */
export const escapeHTML = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
