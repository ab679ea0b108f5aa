// Light, dark, or as the system has it: the reader's choice, kept in this browser.
import { remember } from '../preferences.ts';

const KEY = 'tasque:theme';
type Theme = 'system' | 'light' | 'dark';

/** Stands in each page's head and runs before anything is drawn, so that nothing flashes. */
export const THEME_SCRIPT = `try{const t=localStorage.getItem('${KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}`;

const LABELS: Record<Theme, string> = { system: 'as your system', light: 'light', dark: 'dark' };

const current = (): Theme =>
  (document.documentElement.dataset.theme as Theme | undefined) ?? 'system';

/** From the system's to the other one first: a press that changes nothing seems not to work. */
function next(): Theme {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const order: readonly Theme[] = isDark
    ? ['system', 'light', 'dark']
    : ['system', 'dark', 'light'];
  return order[(order.indexOf(current()) + 1) % order.length]!;
}

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember(KEY, theme === 'system' ? undefined : theme);
}

/** Makes a button that goes through the three. */
export function bindThemeSwitch(button: HTMLButtonElement): void {
  const tell = (): void => {
    const label = `Theme: ${LABELS[current()]}`;
    button.ariaLabel = label;
    button.title = label;
  };
  button.onclick = () => {
    choose(next());
    tell();
  };
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== KEY) return;
    choose((newValue as Theme | null) ?? 'system'); // chosen in another tab
    tell();
  });
  button.hidden = false;
  tell();
}
