// What of an author's components can't wait: each `element.ts`.
import.meta.glob('./*/element.ts', { eager: true });
