// For a page's own use: it can't reach beyond its braces.

/** The texts that can't be told from what's behind them, where the page has a colour of the reader's. */
export function faintOn(ground: 'white' | 'black'): string[] {
  document.documentElement.style.cssText = `background: ${ground}; color: ${ground === 'white' ? 'black' : 'white'}`;
  const parts = (color: string): number[] => color.match(/[\d.]+/g)!.map(Number);
  const light = (color: string): number => {
    const [r, g, b] = parts(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const isClear = (color: string): boolean => color === 'transparent' || parts(color)[3] === 0;
  const behind = (element: Element): string => {
    const svg = element.closest('svg.drawing');
    if (svg) return getComputedStyle(svg.querySelector('.ground')!).fill;
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const own = [...element.childNodes].find(
      (node) => node.nodeType === 3 && node.nodeValue?.trim(),
    );
    if (!own || element.closest('title, desc')) return [];
    const style = getComputedStyle(element);
    const text = element.closest('svg') ? style.fill : style.color;
    const [darker, lighter] = [light(text), light(behind(element))].toSorted((a, b) => a - b);
    const contrast = (lighter! + 0.05) / (darker! + 0.05);
    return contrast < 4.5 ? [`${contrast.toFixed(1)}: ${own.nodeValue!.trim().slice(0, 40)}`] : [];
  });
}
